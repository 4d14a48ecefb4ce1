import { setTimeout } from 'node:timers/promises';

import type { Person } from '../../src/sandbox/client/person.js';
import type { SeenMessage } from '../../src/sandbox/client/seen-message.js';

/** A process that was killed meanwhile is back by then, and carries out what it had been told. */
const CERTAIN_WITHIN_MS = 30_000;

/** Deletes a card and waits until it is gone; false where nobody can say whether it will be. */
export async function deleteCard(person: Person, card: SeenMessage): Promise<boolean> {
  const modal = await person.openModal(card, '🗑️');
  await modal.submit();
  const endMs = performance.now() + CERTAIN_WITHIN_MS;
  while (!card.isDeleted && performance.now() < endMs) await setTimeout(20);
  return card.isDeleted;
}
