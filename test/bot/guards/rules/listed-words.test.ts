import { expect, it } from '@jest/globals';

import { listedWords } from '../../../../src/bot/guards/rules/listed-words.js';
import { notedRefusal } from '../../../../src/bot/guards/rules/noted-refusal.js';
import type { Act, ActKind } from '../../../../src/bot/guards/rules/rule.js';
import { NOTHING_DECIDED } from '../../../../src/persistence/server-rights.js';
import { ONE_LISTED_WORD } from '../../../support/listed-words.js';

function act(kind: ActKind, words: string): Act {
  return {
    kind,
    name: 'mention',
    atMs: 0,
    person: { id: '2', roleIds: async () => [], mayManageMessages: false },
    place: {
      guildId: '3',
      channelId: '4',
      parentIds: [],
      isAgeRestricted: false,
      isOwnChat: false,
    },
    card: null,
    words,
    rights: { isDenied: false, server: NOTHING_DECIDED },
  };
}

const rule = listedWords(ONE_LISTED_WORD);

it.each(['ask', 'change', 'pay'] as const)(
  'who wants to %s with a listed word is refused, and the log is told the word',
  async (kind) => {
    expect(await rule.refuses(act(kind, 'a forbidden cat'))).toEqual({
      sentence: expect.stringContaining('||forbidden||'),
      verdict: 'forbidden',
    });
    expect(await rule.refuses(act(kind, 'a cat'))).toBeNull();
  },
);

it.each(['look', 'end', 'other'] as const)(
  'who wants to %s says no prompt, and is let through',
  async (kind) => {
    expect(await rule.refuses(act(kind, 'a forbidden cat'))).toBeNull();
  },
);

it('the same refusal has the same key, and names who said what, where', () => {
  expect(notedRefusal('50', 'forbidden', act('ask', 'a forbidden cat'))).toMatchObject({
    key: 'listed-word 50',
    personId: '2',
    guildId: '3',
    channelId: '4',
    verdict: 'forbidden',
    prompt: 'a forbidden cat',
  });
});
