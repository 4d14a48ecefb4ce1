import { describe, expect, it } from '@jest/globals';

import * as answers from '../../../support/gemini-answers.js';
import { GeminiFixture, png } from '../../../support/gemini-fixture.js';
import * as pictures from '../../../support/pictures.js';

const gemini = new GeminiFixture();

function inline(bytes: Buffer): { mimeType: string; data: string } {
  return { mimeType: 'image/png', data: bytes.toString('base64') };
}

describe('a picture from Gemini', () => {
  it('a picture from Gemini keeps its bytes, whatever media type came with it', async () => {
    for (const mediaType of ['image/png', 'image/jpeg', 'image/webp'] as const) {
      const { bytes } = await pictures.picture(pictures.photo(200, 100), mediaType);
      gemini.server.script(answers.picture(bytes, undefined, 'application/octet-stream'));
      const { picture } = await gemini.ask();
      expect(picture.bytes.equals(bytes)).toBe(true);
      expect(picture).toMatchObject({ mediaType, width: 200, height: 100 });
    }
  });

  it('a picture from Gemini may be larger than 10 MiB', async () => {
    const bytes = await pictures.bigPng();
    expect(bytes.length).toBeGreaterThan(10 * 1024 * 1024);
    gemini.server.script(answers.picture(bytes));
    expect((await gemini.ask()).picture.bytes.equals(bytes)).toBe(true);
  });

  it('a picture from Gemini comes with the model’s words and the count of tokens', async () => {
    gemini.server.script(answers.picture(await png(), ' Here you are. '));
    expect(await gemini.ask()).toMatchObject({
      text: 'Here you are.',
      usage: { promptTokens: 11, outputTokens: 1290, imageTokens: 1290, totalTokens: 1301 },
    });
  });

  it('a picture from Gemini is never one of the model’s thoughts', async () => {
    const [draft, final] = [await png(90), await png(200)];
    gemini.server.script(
      answers.candidate({
        content: {
          parts: [
            { thought: true, text: 'secret plan' },
            { thought: true, inlineData: inline(draft) },
            { inlineData: inline(final) },
          ],
        },
        finishReason: 'STOP',
      }),
    );
    const answer = await gemini.ask();
    expect(answer.picture.bytes.equals(final)).toBe(true);
    expect(answer.text).toBeNull();
  });

  it('a picture from Gemini is the last one that is no thought, and that can be read', async () => {
    const [first, second] = [await png(90), await png(200)];
    const torn = Buffer.from('not a picture at all');
    const thought = { thought: true, inlineData: inline(await png(120)) };
    for (const [parts, expected] of [
      [[first, second], second],
      [[second, first], first],
      [[first, second, torn], second],
      [[torn, first, torn, torn], first],
    ] as const) {
      const pictureParts = parts.map((bytes) => ({ inlineData: inline(bytes) }));
      const content = { parts: [...pictureParts, thought] };
      gemini.server.script(answers.candidate({ content, finishReason: 'STOP' }));
      expect((await gemini.ask()).picture.bytes.equals(expected)).toBe(true);
    }
  });

  it('a picture from Gemini is refused when none of several can be read', async () => {
    const parts = ['one', 'two'].map((text) => ({ inlineData: inline(Buffer.from(text)) }));
    const error = await gemini.failureOf(answers.candidate({ content: { parts } }));
    expect(error.code).toBe('model.unreadable_picture');
  });

  it('a picture from Gemini keeps its bytes where a short key is part of them', async () => {
    const bytes = await png();
    for (const apiKey of ['A', bytes.toString('base64').slice(40, 44)]) {
      gemini.server.script(answers.picture(bytes, `the key ${apiKey}.`));
      const { picture, text } = await gemini.ask({}, { apiKey });
      expect(picture.bytes.equals(bytes)).toBe(true);
      expect(text).toBe('the key [key].');
    }
  });

  it('a picture from Gemini counts as none where there are only thoughts', async () => {
    const data = (await png()).toString('base64');
    const parts = [{ thought: true, inlineData: { mimeType: 'image/png', data } }];
    const error = await gemini.failureOf(
      answers.candidate({ content: { parts }, finishReason: 'STOP' }),
    );
    expect(error.code).toBe('model.no_picture');
  });

  it.each([
    ['garbage', async () => Buffer.from('not a picture at all')],
    ['torn', async () => (await png(400)).subarray(0, 300)],
    ['a GIF', async () => pictures.quadrants().gif().toBuffer()],
  ])('a picture from Gemini is refused when it is %s', async (_, make) => {
    expect(await gemini.failureOf(answers.picture(await make()))).toMatchObject({
      code: 'model.unreadable_picture',
      retryable: true,
      userMessage: 'The model sent a picture that cannot be read.',
    });
  });
});

describe('an answer without a picture', () => {
  it.each([
    ['SAFETY', /safety/],
    ['IMAGE_SAFETY', /picture of this request for safety/],
    ['BLOCKLIST', /blocklist/],
    ['PROHIBITED_CONTENT', /prohibit/],
    ['MODEL_ARMOR', /filter/],
    ['JAILBREAK', /evade/],
    ['OTHER', /no reason/],
    ['SOMETHING_NEW', /something new/],
    ['<b>@everyone</b>', /reason: unknown/],
  ])('an answer without a picture names why the prompt was blocked: %s', async (reason, words) => {
    const error = await gemini.failureOf(answers.blockedPrompt(reason));
    expect(error).toMatchObject({ code: 'model.blocked_prompt', retryable: false });
    expect(error.userMessage).toMatch(words);
  });

  it.each([
    ['SAFETY', 'model.blocked_output', /safety/],
    ['IMAGE_SAFETY', 'model.blocked_output', /safety/],
    ['PROHIBITED_CONTENT', 'model.blocked_output', /prohibit/],
    ['IMAGE_PROHIBITED_CONTENT', 'model.blocked_output', /prohibit/],
    ['BLOCKLIST', 'model.blocked_output', /blocklist/],
    ['SPII', 'model.blocked_output', /personal data/],
    ['RECITATION', 'model.blocked_output', /existing work/],
    ['IMAGE_RECITATION', 'model.blocked_output', /existing work/],
    ['LANGUAGE', 'model.blocked_output', /language/],
    ['NO_IMAGE', 'model.no_picture', /no picture/],
    ['IMAGE_OTHER', 'model.no_picture', /no reason/],
    ['OTHER', 'model.no_picture', /no reason/],
    ['STOP', 'model.no_picture', /without a picture/],
    ['MAX_TOKENS', 'model.no_picture', /length limit/],
    ['SOMETHING_NEW', 'model.no_picture', /something new/],
    ['FINISH_REASON_UNSPECIFIED', 'model.no_picture', /nothing at all/],
  ])(
    'an answer without a picture names why the output is missing: %s',
    async (reason, code, words) => {
      const error = await gemini.failureOf(answers.blockedOutput(reason));
      expect(error).toMatchObject({ code, retryable: code === 'model.no_picture' });
      expect(error.userMessage).toMatch(words);
    },
  );

  it('an answer without a picture shows the model’s own words, trimmed to one line', async () => {
    const error = await gemini.failureOf(answers.textOnly('  I would rather\n\n draw a dog.  '));
    expect(error).toMatchObject({
      code: 'model.text_only',
      retryable: false,
      userMessage: 'The model answered in words instead of a picture: “I would rather draw a dog.”',
    });
    const long = await gemini.failureOf(answers.textOnly('words '.repeat(2000)));
    expect(long.userMessage.length).toBeLessThan(400);
    expect(long.userMessage).toMatch(/…”$/);
  });

  it('an answer without a picture names the reason and shows the words when an output is blocked with words', async () => {
    const error = await gemini.failureOf(answers.textOnly('Not this one.', 'IMAGE_SAFETY'));
    expect(error).toMatchObject({
      code: 'model.blocked_output',
      userMessage: 'The model held its picture back for safety reasons. It said: “Not this one.”',
    });
  });

  it.each([
    ['an empty object', {}],
    ['no candidates', { candidates: [] }],
    ['a candidate without anything', { candidates: [{}] }],
    ['null in every place', { candidates: [{ content: { parts: [null, { inlineData: null }] } }] }],
    ['parts that are no list', { candidates: [{ content: { parts: 'x' } }] }],
    ['a picture without data', { candidates: [{ content: { parts: [{ inlineData: {} }] } }] }],
    [
      'data that is no text',
      { candidates: [{ content: { parts: [{ inlineData: { data: 7 } }] } }] },
    ],
    ['a list', []],
    ['a number', 7],
  ])('an answer without a picture is a clear error for %s', async (_, body) => {
    const error = await gemini.failureOf(answers.json(body));
    expect(error.code).toMatch(/^model\.(no_picture|unreadable_answer)$/);
    expect(error.retryable).toBe(true);
  });

  it('an answer of Gemini tells the tokens of pictures, words and thoughts apart', async () => {
    const data = (await png()).toString('base64');
    gemini.server.script(
      answers.json({
        candidates: [{ content: { parts: [{ inlineData: { mimeType: 'image/png', data } }] } }],
        usageMetadata: {
          promptTokenCount: 11,
          toolUsePromptTokenCount: 2,
          candidatesTokenCount: 1300,
          candidatesTokensDetails: [
            { modality: 'IMAGE', tokenCount: 1120 },
            { modality: 'TEXT', tokenCount: 180 },
          ],
          thoughtsTokenCount: 40,
          totalTokenCount: 1353,
        },
      }),
    );
    expect((await gemini.ask()).usage).toEqual({
      promptTokens: 13,
      outputTokens: 1300,
      imageTokens: 1120,
      textTokens: 180,
      thoughtTokens: 40,
      totalTokens: 1353,
    });
  });

  it('an answer of Gemini takes odd token counts for none', async () => {
    const data = (await png()).toString('base64');
    gemini.server.script(
      answers.json({
        candidates: [{ content: { parts: [{ inlineData: { mimeType: 'image/png', data } }] } }],
        usageMetadata: { promptTokenCount: 'many', totalTokenCount: 5 },
      }),
    );
    const { usage } = await gemini.ask();
    expect(usage).toEqual({
      promptTokens: null,
      outputTokens: null,
      imageTokens: null,
      textTokens: null,
      thoughtTokens: null,
      totalTokens: 5,
    });
  });
});
