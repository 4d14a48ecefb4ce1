import { expect, it } from '@jest/globals';

import { listedWords } from '../../../../src/bot/guards/rules/listed-words.js';
import { notedRefusal } from '../../../../src/bot/guards/rules/noted-refusal.js';
import { act, CHANNEL_ID, PERSON_ID, SERVER_ID } from '../../../support/acts.js';
import { ONE_LISTED_WORD } from '../../../support/listed-words.js';

const rule = listedWords(ONE_LISTED_WORD);

it.each(['ask', 'change', 'pay'] as const)(
  'who wants to %s with a listed word is refused, and the log is told the word',
  async (kind) => {
    expect(await rule.refuses(act({ kind, words: 'a forbidden cat' }))).toEqual({
      sentence: expect.stringContaining('||forbidden||'),
      verdict: 'forbidden',
    });
    expect(await rule.refuses(act({ kind, words: 'a cat' }))).toBeNull();
  },
);

it.each(['look', 'end', 'other'] as const)(
  'who wants to %s says no prompt, and is let through',
  async (kind) => {
    expect(await rule.refuses(act({ kind, words: 'a forbidden cat' }))).toBeNull();
  },
);

it('the same refusal has the same key, and names who said what, where', () => {
  expect(
    notedRefusal('50', 'forbidden', act({ kind: 'ask', words: 'a forbidden cat' })),
  ).toMatchObject({
    key: 'listed-word 50',
    personId: PERSON_ID,
    guildId: SERVER_ID,
    channelId: CHANNEL_ID,
    verdict: 'forbidden',
    prompt: 'a forbidden cat',
  });
});
