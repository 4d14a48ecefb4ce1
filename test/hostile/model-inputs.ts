import { isWaiting } from '../crash/card-controls.js';
import {
  blockedPrompt,
  httpError,
  picture,
  rateLimited,
  textOnly,
  type GeminiAnswer,
} from '../support/gemini-answers.js';
import { asked, PATIENCE, type HostileInput } from './hostile-input.js';

/** What the model answers, by the word in the prompt that asks for it. */
const ANSWERS: Readonly<Record<string, GeminiAnswer>> = {
  'no-credit': httpError(429, 'RESOURCE_EXHAUSTED', 'Your prepayment credits are depleted.'),
  'bad-key': httpError(400, 'INVALID_ARGUMENT', 'API key not valid. Please pass a valid API key.'),
  overloaded: rateLimited({ retryDelay: '1s' }),
  blocked: blockedPrompt('PROHIBITED_CONTENT', '[Claim your prize](https://prize.example)'),
  words: textOnly('[Claim your prize](https://prize.example) \u202Eelddir\u200B'),
  'no-picture': picture(Buffer.from('these are no pixels')),
  'dripping headers': { kind: 'drip', of: 'headers' },
  'a dripping body': { kind: 'drip', of: 'body' },
  endless: { kind: 'endless' },
  cut: { kind: 'cut', when: 'half way' },
};

/** The model's answer to a hostile prompt; undefined for any other, which gets its picture. */
export function hostileAnswer(prompt: string): GeminiAnswer | undefined {
  const word = Object.keys(ANSWERS).find((each) => prompt.includes(`hostile ${each}`));
  return word === undefined ? undefined : ANSWERS[word];
}

/** Each is confirmed, and has to end with an outcome on its card. */
export const MODEL_INPUTS: readonly HostileInput[] = Object.keys(ANSWERS).map((word) => ({
  name: `a model that answers with ${word}`,
  throwAt: async (target) => {
    const card = await asked(target, `hostile ${word}`);
    await target.thrower.click(card, 'Process Prompt');
    await card.changed(() => !isWaiting(card), PATIENCE);
  },
}));
