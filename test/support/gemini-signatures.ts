import { createHmac, randomBytes } from 'node:crypto';

import { z } from 'zod';

import { httpError, type GeminiAnswer } from './gemini-answers.js';

const part = z.looseObject({
  text: z.string().optional(),
  thought: z.boolean().optional(),
  thoughtSignature: z.string().optional(),
  inlineData: z.looseObject({ mimeType: z.string(), data: z.base64() }).optional(),
});

type Part = z.infer<typeof part>;

/** One message of a request. */
export const content = z.looseObject({
  role: z.enum(['user', 'model']).default('user'),
  parts: z.array(part).min(1),
});

export type Content = z.infer<typeof content>;

const answerBody = z.looseObject({
  candidates: z.tuple([z.looseObject({ content: content })]),
});

/**
 * Signs what Gemini 3 draws, and refuses other people's signatures: each picture has one, and the
 * first part behind the thoughts, for this model and exactly this content.
 */
export class GeminiSignatures {
  private key = randomBytes(32);

  /** Every signature so far becomes a wrong one, as those of another account are. */
  forget(): void {
    this.key = randomBytes(32);
  }

  /** The answer with signatures, where it holds a picture that has none. */
  signed(model: string, answer: GeminiAnswer): GeminiAnswer {
    if (!signs(model) || answer.kind !== 'body' || answer.status !== 200) return answer;
    const body = answerBody.safeParse(parsed(answer.body)).data;
    if (body === undefined) return answer;
    const [{ content: said, ...candidate }] = body.candidates;
    const parts = said.parts.map((each, n) =>
      wantsSignature(said.parts, n) && each.thoughtSignature === undefined
        ? { ...each, thoughtSignature: this.signatureOf(model, each) }
        : each,
    );
    const candidates = [{ ...candidate, content: { ...said, parts } }];
    return { ...answer, body: JSON.stringify({ ...body, candidates }) };
  }

  /** Why a request is refused; null where it is not. Positions count from 1. */
  refusalOf(model: string, contents: readonly Content[]): GeminiAnswer | null {
    const isInTurn = contents.every(({ role }, n) => role === (n % 2 === 0 ? 'user' : 'model'));
    if (!isInTurn || contents.length % 2 === 0)
      return refused('Please ensure that multiturn requests alternate between user and model.');
    for (const [at, { role, parts }] of contents.entries())
      for (const [n, each] of parts.entries()) {
        if (role === 'user' && each.thoughtSignature !== undefined)
          return refused('Thought signature is not valid.');
        if (role === 'user' || !wantsSignature(parts, n)) continue;
        if (each.thoughtSignature === undefined && signs(model))
          return refused(
            `${each.inlineData ? 'Image' : 'Text'} part is missing a thought_signature in content position ${at + 1}, part position ${n + 1}. Please refer to https://ai.google.dev/gemini-api/docs/thought-signatures#model-behavior for more details.`,
          );
        if (each.thoughtSignature !== this.signatureOf(model, each))
          return refused('Corrupted thought signature.');
      }
    return null;
  }

  private signatureOf(model: string, { text, inlineData }: Part): string {
    const signed = JSON.stringify([model, text ?? null, inlineData ?? null]);
    return createHmac('sha256', this.key).update(signed).digest('base64');
  }
}

/** Models before Gemini 3 sign nothing. */
function signs(model: string): boolean {
  return !model.startsWith('gemini-2.5-');
}

function wantsSignature(parts: readonly Part[], n: number): boolean {
  const each = parts[n];
  if (each === undefined || each.thought === true) return false;
  return each.inlineData !== undefined || n === parts.findIndex(({ thought }) => thought !== true);
}

function refused(message: string): GeminiAnswer {
  return httpError(400, 'INVALID_ARGUMENT', message);
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}
