import { expect, it } from '@jest/globals';

import { isOwnCardId, OWN_CARD, ownCardRow, parseOwnCardId } from '../../src/views/own-card.js';
import { INTERACTION_ID } from '../support/states.js';

const idIn = (row: ReturnType<typeof ownCardRow>) => {
  const [button] = row.components;
  return button !== undefined && 'custom_id' in button ? button.custom_id : '';
};

it.each([
  { currentIndex: 0, showsSheet: false },
  { currentIndex: 123_456, showsSheet: true },
])('Make my own names the output that was shown: %j', (place) => {
  const shown = { id: INTERACTION_ID, ...place };
  const customId = idIn(ownCardRow(shown));
  expect(customId.length).toBeLessThanOrEqual(100);
  expect(OWN_CARD.test(customId)).toBe(true);
  expect(isOwnCardId(customId)).toBe(true);
  expect(parseOwnCardId(customId)).toEqual(shown);
});

it.each([
  'own_card:',
  `own_card:${INTERACTION_ID}`,
  `own_card:${INTERACTION_ID}:1x`,
  'own_card:x:1',
])('Make my own names nothing in %s', (customId) => {
  expect(parseOwnCardId(customId)).toBeNull();
});
