import { GenerateContentResponse } from '@google/genai';
import { afterEach, beforeEach, expect, it, jest } from '@jest/globals';

import { answerOf } from '../../../../src/generation/models/gemini/gemini-answer.js';
import { imageError, type ImageErrorCode } from '../../../../src/imaging/image-error.js';
import { appErrorOf } from '../../../support/app-error-of.js';
import { textPicture } from '../../../support/memory-image-store.js';

beforeEach(() => void jest.useFakeTimers());
afterEach(() => void jest.useRealTimers());

const PICTURE = textPicture('made');

/** Reads an answer whose picture cannot be opened so many times. */
function read(code: ImageErrorCode, failures: number) {
  const inlineData = { mimeType: 'image/png', data: PICTURE.bytes.toString('base64') };
  const response = Object.assign(new GenerateContentResponse(), {
    candidates: [{ content: { parts: [{ inlineData }] } }],
  });
  let calls = 0;
  const inspect = async () => {
    calls += 1;
    if (calls <= failures) throw imageError(code, 'Not now.');
    return PICTURE;
  };
  return { answer: answerOf(response, { inspect, masked: (text) => text }), calls: () => calls };
}

it.each(['image.unavailable', 'image.timeout'] as const)(
  'a picture that was paid for is opened again after %s',
  async (code) => {
    const { answer, calls } = read(code, 2);
    await jest.advanceTimersByTimeAsync(10_000);
    expect((await answer).picture).toBe(PICTURE);
    expect(calls()).toBe(3);
  },
);

it('a picture that cannot be opened three times is given up', async () => {
  const { answer, calls } = read('image.unavailable', Number.POSITIVE_INFINITY);
  const error = appErrorOf(answer);
  await jest.advanceTimersByTimeAsync(10_000);
  expect((await error).code).toBe('model.unreadable_picture');
  expect(calls()).toBe(3);
});

it('a picture that is damaged is not opened again', async () => {
  const { answer, calls } = read('image.unreadable', Number.POSITIVE_INFINITY);
  expect((await appErrorOf(answer)).code).toBe('model.unreadable_picture');
  expect(calls()).toBe(1);
});
