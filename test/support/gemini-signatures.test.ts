import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';

import { picture, type GeminiAnswer } from './gemini-answers.js';
import { GeminiSignatures, type Content } from './gemini-signatures.js';

const MODEL = 'gemini-nano-banana-2.1';

const answerBody = z.object({
  candidates: z.tuple([z.object({ content: z.custom<Content>() })]),
});

function bodyOf(answer: GeminiAnswer | null): unknown {
  if (answer?.kind !== 'body') throw new Error('This answer has no body.');
  return JSON.parse(answer.body);
}

/** A signed answer with words and a picture, as a message of a conversation. */
function answered(signatures: GeminiSignatures, model = MODEL): Content {
  const signed = signatures.signed(model, picture(Buffer.from('a picture'), 'Here.'));
  return answerBody.parse(bodyOf(signed)).candidates[0].content;
}

const said = (text: string): Content => ({ role: 'user', parts: [{ text }] });

/** What a conversation is refused with; null where it is taken. */
function refusal(
  signatures: GeminiSignatures,
  contents: readonly Content[],
  model = MODEL,
): unknown {
  const answer = signatures.refusalOf(model, contents);
  return answer && bodyOf(answer);
}

const refused = (message: string) => ({
  error: expect.objectContaining({ code: 400, message: expect.stringContaining(message) }),
});

/** The message without the signature of one part. */
const unsigned = (message: Content, n: number): Content => ({
  ...message,
  parts: message.parts.map(({ thoughtSignature, ...part }, at) =>
    at === n || thoughtSignature === undefined ? part : { ...part, thoughtSignature },
  ),
});

/** A conversation around an answer. */
const talk = (message: Content) => [said('a cat'), message, said('with a hat')];

describe('the signatures of the loopback Gemini', () => {
  const signatures = new GeminiSignatures();
  const answer = answered(signatures);

  it('the loopback Gemini takes back what it signed, as often as somebody likes', () => {
    expect(answer.parts.every(({ thoughtSignature }) => thoughtSignature !== undefined)).toBe(true);
    const contents = talk(answer);
    expect(refusal(signatures, contents)).toBeNull();
    expect(refusal(signatures, [...contents, answer, said('at night')])).toBeNull();
  });

  it('the loopback Gemini refuses a picture and a first part without their signatures, and says where', () => {
    expect(refusal(signatures, talk(unsigned(answer, 1)))).toEqual(
      refused('Image part is missing a thought_signature in content position 2, part position 2.'),
    );
    expect(refusal(signatures, talk(unsigned(answer, 0)))).toEqual(
      refused('Text part is missing a thought_signature in content position 2, part position 1.'),
    );
  });

  it('the loopback Gemini refuses signatures of other content, of another model and of another account', () => {
    const corrupted = refused('Corrupted thought signature.');
    const contents = talk(answer);
    const [words, drawing] = answer.parts;
    const other = { ...answer, parts: [{ ...words, text: 'There.' }, drawing!] };
    expect(refusal(signatures, contents.with(1, other))).toEqual(corrupted);
    expect(refusal(signatures, contents, 'gemini-3-pro-image')).toEqual(corrupted);
    expect(refusal(new GeminiSignatures(), contents)).toEqual(corrupted);
  });

  it('the loopback Gemini refuses turns out of their order, and signatures of a person', () => {
    const outOfTurn = refused('alternate between user and model');
    expect(refusal(signatures, [said('a cat'), said('with a hat')])).toEqual(outOfTurn);
    expect(refusal(signatures, [said('a cat'), answer])).toEqual(outOfTurn);
    const forged = { ...answer, role: 'user' as const };
    expect(refusal(signatures, [forged])).toEqual(refused('Thought signature is not valid.'));
  });

  it('a model before Gemini 3 signs nothing', () => {
    const { parts } = answered(signatures, 'gemini-2.5-flash-image');
    expect(parts.some((part) => 'thoughtSignature' in part)).toBe(false);
  });
});
