import type { Person } from '../../src/sandbox/client/person.js';
import type { SeenMessage } from '../../src/sandbox/client/seen-message.js';
import { placeOf } from './e2e-card-look.js';
import type { E2eDatabase } from './e2e-database.js';
import { eventually } from './eventually.js';

/**
 * Walks to the left while the database is locked, until the card has come to the place. The bot
 * defers after a second and a half and gives the lock up after two, so on a machine that stands
 * still just then, the person is told to press again, and does.
 *
 * @param meanwhile what happens between the deferral and the end of the lock.
 * @returns how the clicks were answered, each the same way.
 */
export async function walkWhileLocked(
  database: E2eDatabase,
  person: Person,
  card: SeenMessage,
  place: string,
  meanwhile: () => void = () => undefined,
): Promise<ReadonlySet<string>> {
  const kinds = new Set<string>();
  while (placeOf(card) !== place) {
    const told = person.ephemerals.length;
    await database.lock();
    const { kind } = await person.click(card, '⬅️');
    kinds.add(kind);
    meanwhile();
    await database.unlock();
    await eventually(() => placeOf(card) === place || person.ephemerals.length > told);
  }
  return kinds;
}
