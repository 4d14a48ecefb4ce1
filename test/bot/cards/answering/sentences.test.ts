import { expect, it } from '@jest/globals';

import { lateNotice } from '../../../../src/bot/cards/answering/sentences.js';

it.each([
  [6_400, '6 s'],
  [119_000, '119 s'],
  [150_000, '3 min'],
  [-2_000, '0 s'],
])('a notice of a late click says how much later it was carried out: %i ms', (ms, later) => {
  expect(lateNotice(1_000, 1_000 + ms)).toBe(
    `✅ pressed while I was restarting, done ${later} later`,
  );
});
