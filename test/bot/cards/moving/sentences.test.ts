import { expect, it } from '@jest/globals';

import { hereItIs } from '../../../../src/bot/cards/moving/sentences.js';

it('a card that was brought is linked, unless it has gone on or was deleted meanwhile', () => {
  const link = 'https://discord.com/channels/1/2/3';
  const here = 'Here it is, and its buttons work here from now on';
  expect(hereItIs(link)).toBe(`${here}: ${link}`);
  expect(hereItIs(null)).toBe(`${here}.`);
});
