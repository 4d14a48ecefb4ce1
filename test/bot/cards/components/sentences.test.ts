import { describe, expect, it } from '@jest/globals';

import { spendingRefused } from '../../../../src/bot/cards/components/sentences.js';

const UNTIL = { untilMs: 1_763_000_000_000 };

describe('what is said where a budget leaves no room', () => {
  it.each([
    ['month', 'My budget for this month is used up, so I made nothing. It starts again'],
    ['person-day', 'Your budget for this day is used up, so I made nothing. It starts again'],
    [
      'server-month',
      'The budget of this server for this month is used up, so I made nothing. It starts again',
    ],
  ] as const)('the budget %s is named, and when it begins anew', (limit, said) => {
    expect(spendingRefused({ limit, ...UNTIL })).toBe(`${said} <t:1763000000:R>.`);
  });

  it.each([
    ['day', 'This would cost more than my whole budget for a day,'],
    ['person-month', 'This would cost more than your whole budget for a month,'],
    ['server-day', 'This would cost more than the whole budget of this server for a day,'],
  ] as const)('what the budget %s never has room for is said', (limit, said) => {
    expect(spendingRefused({ limit, untilMs: null })).toBe(
      `${said} so I made nothing. Choose fewer or smaller pictures in **Settings**.`,
    );
  });
});
