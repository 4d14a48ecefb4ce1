import { describe, expect, it } from '@jest/globals';

import { help, statusLines } from '../../../src/bot/commands/sentences.js';

/** As much as Discord takes in one message. */
const CONTENT_MAX = 2_000;

describe('what /help says', () => {
  it.each([
    [30, 'Cards are kept 30 days after their last use; a server can choose fewer.'],
    [1, 'Cards are kept 1 day after their last use; a server can choose fewer.'],
    [0, 'Cards are kept for ever.'],
  ])('/help says how long cards are kept with RETENTION_DAYS=%i', (retentionDays, kept) => {
    const lines = help({ retentionDays }).split('\n');
    expect(lines).toContain(`My buttons survive restarts, crashes and deploys. ${kept}`);
  });

  it('/help fits into one message, however many days cards are kept', () => {
    expect(help({ retentionDays: 36_500 }).length).toBeLessThanOrEqual(CONTENT_MAX);
  });
});

it('/status says first what it is about', () => {
  expect(statusLines({ version: '1.2.3', upForMs: 3_700_000, latencyMs: null })).toEqual([
    '**Bot status**',
    '**Version** 1.2.3',
    '**Up for** 1 h 1 min',
    '**Latency** not measured yet',
  ]);
});
