import { expect } from '@jest/globals';

import type { Answer } from '../../src/sandbox/client/answer.js';
import type { Person } from '../../src/sandbox/client/person.js';
import type { SeenMessage } from '../../src/sandbox/client/seen-message.js';
import { lookOf } from './e2e-card-look.js';
import { restyle, result } from './e2e-cards.js';
import { photo } from './pictures.js';

/** The person is told why, alone, and the card is as it was, for everyone. */
export async function expectExplained(
  person: Person,
  card: SeenMessage,
  use: () => Promise<Answer>,
  why: string | RegExp,
): Promise<void> {
  const before = lookOf(card);
  const earlier = person.ephemerals.length;
  const { ephemeral } = await use();
  expect(ephemeral?.content).toMatch(why);
  expect(ephemeral?.content).toContain('ention me with a prompt or pictures');
  expect(person.ephemerals).toHaveLength(earlier + 1);
  expect(lookOf(card)).toEqual(before);
}

export const NOT_RESTORED = 'This card could not be restored.';

/** A card with a picture and several outputs, whose row is at rest. */
export async function richCard(person: Person): Promise<SeenMessage> {
  const bytes = await photo(320, 240).jpeg().toBuffer();
  const card = await result(person, 'a cat', { files: [{ name: 'photo.jpg', bytes }] });
  await restyle(person, card, 'Sketch');
  // The card shows its outcome a moment before the row says so; a click waits for both.
  await person.click(card, '⬅️');
  await person.click(card, '➡️');
  return card;
}
