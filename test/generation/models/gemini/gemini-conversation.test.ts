import { describe, expect, it } from '@jest/globals';

import type { ModelAnswer, ModelTurn } from '../../../../src/generation/models/image-model.js';
import { AUTOMATIC_SETTINGS } from '../../../../src/interactions/settings.js';
import * as answers from '../../../support/gemini-answers.js';
import { failure, GeminiFixture, png } from '../../../support/gemini-fixture.js';
import * as pictures from '../../../support/pictures.js';

const gemini = new GeminiFixture();

/** An answer as a turn that a later request goes on from. */
function turnOf(prompt: string, answer: ModelAnswer, more: Partial<ModelTurn> = {}): ModelTurn {
  const { picture, thread } = answer;
  if (thread === null) throw new Error('The answer has no thread.');
  return { prompt, pictures: [], picture, kept: thread.kept, ...more };
}

/** Asks for a cat, and gives what goes on from it. */
async function begun() {
  const first = await gemini.ask({ prompt: 'a cat' });
  return { first, goOn: { prompt: 'with a hat', pictures: [first.picture] } };
}

describe('a conversation with Gemini', () => {
  it('the conversation carries the turns before it with all their signatures, and its own prompt alone', async () => {
    const photo = await pictures.picture(pictures.photo(64, 48), 'image/jpeg');
    gemini.server.script(answers.picture(await png(), 'Here is your cat.'));
    const first = await gemini.ask({ prompt: 'a cat', pictures: [photo] });
    expect(first.thread?.earlier).toBe(0);
    const one = turnOf('a cat', first, { pictures: [photo] });
    const second = await gemini.ask({
      prompt: 'with a hat',
      pictures: [first.picture],
      earlier: [one],
    });
    expect(second.thread?.earlier).toBe(1);
    const two = turnOf('with a hat', second);
    const third = await gemini.ask({
      prompt: 'at night',
      pictures: [second.picture],
      earlier: [one, two],
    });
    expect(third.thread?.earlier).toBe(2);
    const [, , asked] = gemini.server.requests;
    expect(asked?.prompt).toBe('at night');
    expect(
      asked?.earlier.map(({ role, text, pictures: { length } }) => [role, text, length]),
    ).toEqual([
      ['user', 'a cat', 1],
      ['model', 'Here is your cat.', 1],
      ['user', 'with a hat', 0],
      ['model', '', 1],
    ]);
    expect(asked?.earlier[1]?.pictures[0]?.bytes).toEqual(first.picture.bytes);
  });

  it('the conversation keeps the shape of the picture that it goes on from', async () => {
    const { first, goOn } = await begun();
    await gemini.ask({ ...goOn, earlier: [turnOf('a cat', first)] });
    const shapes = gemini.server.requests.map(({ generationConfig }) => generationConfig);
    expect(shapes[1]).toMatchObject({ imageConfig: { aspectRatio: '4:3' } });
  });

  it.each([
    ['are of another account', () => gemini.server.signatures.forget()],
    [
      'cannot be used: a plain 400',
      () =>
        gemini.server.script(
          answers.httpError(400, 'INVALID_ARGUMENT', 'Request contains an invalid argument.'),
        ),
    ],
    [
      'are too large',
      () => gemini.server.script(answers.httpError(413, 'FAILED_PRECONDITION', 'Too large.')),
    ],
    [
      'hold a picture that is refused',
      () =>
        gemini.server.script(
          answers.httpError(400, 'INVALID_ARGUMENT', 'Unable to process input image.'),
        ),
    ],
    [
      'hold words that are blocked',
      () => gemini.server.script(answers.blockedPrompt('PROHIBITED_CONTENT')),
    ],
  ])(
    'turns that %s are left out: the model works from the picture alone, and begins another thread',
    async (_why, refuse) => {
      const { first, goOn } = await begun();
      refuse();
      const second = await gemini.ask({ ...goOn, earlier: [turnOf('a cat', first)] });
      expect(second.thread?.earlier).toBe(0);
      expect(gemini.server.requests.map(({ earlier }) => earlier.length)).toEqual([0, 2, 0]);
      expect(gemini.server.requests[2]?.pictures[0]?.bytes).toEqual(first.picture.bytes);
      const third = await gemini.ask({
        prompt: 'at night',
        pictures: [second.picture],
        earlier: [turnOf('with a hat', second, { pictures: [first.picture] })],
      });
      expect(third.thread?.earlier).toBe(1);
    },
  );

  it.each([
    ['is no JSON', () => '['],
    ['has no picture', () => '[{"text":"a cat","thoughtSignature":"AAAA"}]'],
    ['has a signature that is none', () => '[{"isPicture":true,"thoughtSignature":"?"}]'],
  ])('the model works from the picture alone where what was kept %s', async (_what, kept) => {
    const { first, goOn } = await begun();
    await gemini.ask({ ...goOn, earlier: [turnOf('a cat', first, { kept: kept() })] });
    expect(gemini.server.requests.map(({ earlier }) => earlier.length)).toEqual([0, 0]);
  });

  it('the model works from the picture alone where a picture of an earlier turn cannot be prepared', async () => {
    const { first, goOn } = await begun();
    const huge = { ...first.picture, bytes: Buffer.alloc(8_000_000) };
    await gemini.ask({ ...goOn, earlier: [turnOf('a cat', first, { pictures: [huge] })] });
    expect(gemini.server.requests.map(({ earlier }) => earlier.length)).toEqual([0, 0]);
  });

  it.each([
    ['overload', answers.httpError(503, 'UNAVAILABLE', 'Overloaded.'), 'model.overloaded'],
    [
      'a key that is refused',
      answers.httpError(400, 'INVALID_ARGUMENT', 'API key not valid.'),
      'model.unauthorised',
    ],
    ['a picture that is held back', answers.blockedOutput('IMAGE_SAFETY'), 'model.blocked_output'],
  ])(
    '%s says nothing about the turns before, so the model is not asked once more',
    async (_what, answer, code) => {
      const { first, goOn } = await begun();
      gemini.server.script(answer);
      const earlier = [turnOf('a cat', first)];
      expect(await failure(gemini.ask({ ...goOn, earlier }))).toMatchObject({ code });
      expect(gemini.server.requests).toHaveLength(2);
    },
  );
});

const signed = (parts: readonly Record<string, unknown>[]) =>
  answers.candidate({ content: { role: 'model', parts }, finishReason: 'STOP' });

const drawn = async (more: Record<string, unknown> = {}) => ({
  inlineData: { mimeType: 'image/png', data: (await png()).toString('base64') },
  ...more,
});

/** What is kept of an answer with these parts. */
const keptOf = async (...parts: readonly Record<string, unknown>[]) => {
  gemini.server.script(signed(parts));
  const { thread } = await gemini.ask();
  return thread && JSON.parse(thread.kept);
};

describe('what Gemini keeps to go on from a picture', () => {
  it('the parts with their signatures are kept, without the bytes of the picture, thoughts and drafts', async () => {
    expect(
      await keptOf(
        { text: 'Hm.', thought: true },
        await drawn({ thought: true }),
        { text: 'A draft:', thoughtSignature: 'AAAA' },
        await drawn({ thoughtSignature: 'BBBB' }),
        { text: 'And the picture:' },
        await drawn({ thoughtSignature: 'CCCC' }),
      ),
    ).toEqual([
      { text: 'A draft:', thoughtSignature: 'AAAA' },
      { text: 'And the picture:' },
      { isPicture: true, thoughtSignature: 'CCCC' },
    ]);
  });

  it('nothing is kept where the picture has no signature, or one that is none', async () => {
    const model = { ...AUTOMATIC_SETTINGS, model: 'gemini-2.5-flash-image' };
    expect((await gemini.ask({ settings: model })).thread).toBeNull();
    expect(await keptOf(await drawn({ thoughtSignature: 'not base64!' }))).toBeNull();
  });

  it('nothing is kept where conversation is switched off', async () => {
    expect((await gemini.ask({}, { conversation: false })).thread).toBeNull();
  });

  it('the key is not kept where the model repeats it', async () => {
    const [words] = await keptOf(
      { text: `Your key is ${gemini.apiKey}.`, thoughtSignature: 'AAAA' },
      await drawn(),
    );
    expect(words.text).toBe('Your key is [key].');
  });
});
