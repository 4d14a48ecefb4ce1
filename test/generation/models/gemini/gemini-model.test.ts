import { inspect } from 'node:util';

import { describe, expect, it, jest } from '@jest/globals';
import sharp from 'sharp';

import { AppError } from '../../../../src/platform/app-error.js';
import { AUTOMATIC_SETTINGS } from '../../../../src/interactions/settings.js';
import { endAfterTest } from '../../../support/endings.js';
import { fakeTimeouts } from '../../../support/fake-timeouts.js';
import * as answers from '../../../support/gemini-answers.js';
import { failure, GeminiFixture, png } from '../../../support/gemini-fixture.js';
import { GeminiServer } from '../../../support/gemini-server.js';
import * as pictures from '../../../support/pictures.js';
import { imageModelContract } from '../../image-model.contract.js';

const gemini = new GeminiFixture();
const REQUEST = {
  prompt: 'a cat',
  pictures: [],
  styleKey: null,
  settings: AUTOMATIC_SETTINGS,
  personId: 'ann',
};

imageModelContract('Gemini', () => gemini.model());

describe('a request to Gemini', () => {
  it('the request carries prompt, pictures, key and configuration', async () => {
    const photo = await pictures.picture(pictures.photo(640, 360), 'image/jpeg');
    await gemini.ask({ prompt: 'näher\n{x}', pictures: [photo] });
    const [request] = gemini.server.requests;
    expect(request).toMatchObject({
      model: 'gemini-nano-banana-2.1',
      apiKey: gemini.apiKey,
      prompt: 'näher\n{x}',
      generationConfig: {
        responseModalities: ['IMAGE', 'TEXT'],
        imageConfig: { imageSize: '1K', aspectRatio: '16:9' },
      },
    });
    expect(request!.pictures).toHaveLength(1);
    expect(request!.pictures[0]!.mimeType).toBe('image/jpeg');
    expect(request!.pictures[0]!.bytes.equals(photo.bytes)).toBe(true);
  });

  it('the request says what Google is to block only where the bot is told', async () => {
    await gemini.ask();
    expect(gemini.server.requests[0]!.body).not.toHaveProperty('safetySettings');
    const safety = [
      { category: 'HARM_CATEGORY_HARASSMENT', threshold: 'BLOCK_LOW_AND_ABOVE' },
    ] as const;
    await gemini.ask({}, { safety });
    expect(gemini.server.requests[1]!.body['safetySettings']).toEqual(safety);
  });

  it('the request names no size to a model that takes none, and leaves the shape of several to the model', async () => {
    const photo = await pictures.picture(pictures.photo(640, 360));
    await gemini.ask({ pictures: [photo, photo] }, { model: 'gemini-2.5-flash-image' });
    expect(gemini.server.requests[0]!.model).toBe('gemini-2.5-flash-image');
    expect(gemini.server.requests[0]!.generationConfig['imageConfig']).toEqual({});
  });

  it('the request names the model, ratio and size that the person chose, and the answer that model', async () => {
    const model = 'gemini-3-pro-image';
    const settings = { ...AUTOMATIC_SETTINGS, aspectRatio: '21:9', imageSize: '4K', model };
    const photo = await pictures.picture(pictures.photo(640, 360));
    const answer = await gemini.ask({ settings, pictures: [photo] });
    const [request] = gemini.server.requests;
    expect(request!.model).toBe(model);
    expect(request!.generationConfig['imageConfig']).toEqual({
      imageSize: '4K',
      aspectRatio: '21:9',
    });
    expect(answer.model).toBe(model);
  });

  it('the request keeps to what the chosen model can do, not to what the configured one can', async () => {
    const settings = {
      ...AUTOMATIC_SETTINGS,
      aspectRatio: '8:1',
      imageSize: '4K',
      model: 'gemini-2.5-flash-image',
    };
    const photo = await pictures.picture(pictures.photo(64, 64));
    await gemini.ask({ settings, pictures: [photo, photo, photo, photo] });
    const [request] = gemini.server.requests;
    expect(request!.model).toBe('gemini-2.5-flash-image');
    expect(request!.generationConfig['imageConfig']).toEqual({ aspectRatio: '21:9' });
    expect(request!.pictures).toHaveLength(3);
  });

  it('the model shrinks a picture of more than 7 MB', async () => {
    const big = await pictures.picture(pictures.noise(2048, 1600));
    expect(big.bytes.length).toBeGreaterThan(7_000_000);
    await gemini.ask({ pictures: [big] });
    const [sent] = gemini.server.requests[0]!.pictures;
    expect(sent!.bytes.length).toBeLessThanOrEqual(7_000_000);
    expect(`image/${(await sharp(sent!.bytes).metadata()).format}`).toBe(sent!.mimeType);
  });

  it('the model stitches the last pictures where there are more of them than Google’s takes', async () => {
    const inputs = await Promise.all(
      [10, 60, 110, 160, 210].map((red) =>
        pictures.picture(pictures.solid([red, 200, 90], 200, 200)),
      ),
    );
    await gemini.ask({ pictures: inputs }, { model: 'gemini-2.5-flash-image' });
    const sent = gemini.server.requests[0]!.pictures;
    expect(sent).toHaveLength(3);
    expect(sent[0]!.bytes.equals(inputs[0]!.bytes)).toBe(true);
    expect(sent[1]!.bytes.equals(inputs[1]!.bytes)).toBe(true);
    const sheet = await sharp(sent[2]!.bytes).metadata();
    expect(Math.max(sheet.width, sheet.height)).toBeGreaterThan(900);
  });

  it('the model names a picture that it could not prepare', async () => {
    const photo = await pictures.picture(pictures.noise(2048, 1600));
    const torn = { ...photo, bytes: Buffer.concat([photo.bytes.subarray(0, 7_100_000)]) };
    expect(await failure(gemini.ask({ pictures: [torn] }))).toMatchObject({
      code: 'model.unreadable_input',
      retryable: false,
    });
    expect(gemini.server.requests).toHaveLength(0);
  });
});

describe('the time limit', () => {
  it('the time runs out for a model that does not answer', async () => {
    gemini.server.script({ kind: 'hang' });
    fakeTimeouts();
    try {
      const asked = failure(gemini.ask({}, { timeoutMs: 50 }));
      await gemini.server.received(1);
      jest.advanceTimersByTime(50);
      expect(await asked).toMatchObject({ code: 'model.timeout', retryable: true });
    } finally {
      jest.useRealTimers();
    }
  });

  it('the signal ends the wait while the model works', async () => {
    gemini.server.script({ kind: 'hang' });
    const stop = new AbortController();
    const asked = failure(gemini.model().generate(REQUEST, stop.signal));
    await gemini.server.received(1);
    stop.abort(new Error('shutdown'));
    expect(await asked).toMatchObject({ code: 'model.aborted', retryable: true });
  });

  it('the model is not asked when the signal has fired before', async () => {
    const error = await failure(gemini.model().generate(REQUEST, AbortSignal.abort()));
    expect(error.code).toBe('model.aborted');
    expect(gemini.server.requests).toHaveLength(0);
  });
});

describe('the answer of Gemini', () => {
  it('an answer without an end is refused as unreadable', async () => {
    expect(await gemini.failureOf({ kind: 'endless' })).toMatchObject({
      code: 'model.unreadable_answer',
      userMessage: 'The image model sent an answer that is too large.',
    });
  });
});

describe('the key', () => {
  it('the key is in no error and no log, even when the server repeats it', async () => {
    const written: unknown[][] = [];
    const spies = (['log', 'info', 'warn', 'error', 'debug'] as const).map((level) =>
      jest.spyOn(console, level).mockImplementation((...args: unknown[]) => {
        written.push(args);
      }),
    );
    const echo = `the key ${gemini.apiKey} is bad`;
    const scripts = [
      answers.httpError(400, 'INVALID_ARGUMENT', echo),
      answers.httpError(500, 'INTERNAL', echo),
      answers.html(500),
      { kind: 'body', status: 503, contentType: 'text/plain', body: echo } as const,
      answers.garbage(`{"a": "${gemini.apiKey}`),
      answers.textOnly(echo),
      answers.blockedPrompt('OTHER', echo),
      answers.blockedOutput('OTHER', echo),
      answers.rateLimited({ message: echo }),
      answers.httpError(403, 'PERMISSION_DENIED', echo, [{ reason: echo, retryDelay: echo }]),
      answers.json([{ error: echo }], 400),
      answers.httpError(409, 'ABORTED', `${'long '.repeat(390)}${echo}`),
      { kind: 'cut', when: 'at once' } as const,
    ];
    for (const script of scripts) {
      const error = await gemini.failureOf(script);
      expect(error).toBeInstanceOf(AppError);
      expect(inspect(error, { depth: 10, showHidden: true })).not.toContain(gemini.apiKey);
      // `inspect` cuts long texts.
      for (let cause: unknown = error; cause instanceof Error; cause = cause.cause)
        expect(`${cause.message} ${cause.stack}`).not.toContain(gemini.apiKey);
      expect(JSON.stringify([error.message, error.userMessage, error.stack])).not.toContain(
        gemini.apiKey,
      );
    }
    gemini.server.script(answers.picture(await png(), echo));
    expect((await gemini.ask()).text).toBe('the key [key] is bad');
    for (const spy of spies) spy.mockRestore();
    expect(inspect(written, { depth: 10 })).not.toContain(gemini.apiKey);
  });

  it('the key is in no error when it cannot be sent at all', async () => {
    const apiKey = 'ключ-with-letters-no-header-takes';
    const error = await failure(gemini.ask({}, { apiKey }));
    expect(inspect(error, { depth: 10, showHidden: true })).not.toContain(apiKey);
  });

  it('the key does not follow a redirect to another server', async () => {
    const other = await GeminiServer.start();
    endAfterTest(() => other.stop());
    gemini.server.script({ kind: 'redirect', to: `${other.url}/v1beta/models/x:generateContent` });
    expect((await failure(gemini.ask())).code).toBe('model.unreachable');
    expect(other.requests).toHaveLength(0);
  });
});
