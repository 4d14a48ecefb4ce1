import { randomUUID } from 'node:crypto';

import { describe, expect, it } from '@jest/globals';

import { Beginnings } from '../../src/persistence/beginnings.js';
import { endLeasesOf } from '../../src/persistence/dead-process.js';
import { Duties } from '../../src/persistence/duties.js';
import { leasesOf } from '../support/leases.js';
import { generationIn, INTERACTION_ID, newInteractionState } from '../support/states.js';
import { openTestDatabase } from '../support/test-database.js';

const OTHER_ID = '00000000-0000-4000-8000-000000000002';
const NEVER = new Promise<never>(() => undefined);

/** A process that has begun a generation, and another one that has, on one database. */
async function setUp() {
  const database = await openTestDatabase();
  const { dataSource, persistence, clock, logger } = database;
  const process = () => {
    const duties = new Duties(dataSource, clock, logger);
    return { duties, beginnings: new Beginnings(dataSource, duties, false, clock, logger) };
  };
  const begin = async ({ beginnings }: ReturnType<typeof process>, id: string, person: string) => {
    const generation = { ...generationIn('requested'), id: randomUUID(), requestedBy: person };
    const state = await persistence.create(newInteractionState({ id, generation }));
    expect(await leasesOf(database).claim(state, randomUUID())).toBe('claimed');
    await new Promise<void>((hasBegun) => {
      const work = async () => (hasBegun(), NEVER);
      void beginnings.run({ id: generation.id, kind: 'generation', work, giveUp: work });
    });
    return generation.id;
  };
  const [dead, living] = [process(), process()];
  const [left, going] = [
    await begin(dead, INTERACTION_ID, '1'),
    await begin(living, OTHER_ID, '2'),
  ];
  return { ...database, dead, living, left, going, next: process() };
}

describe('the leases of a process that is known to be dead', () => {
  it('its duties are free at once, and those of others are not', async () => {
    const { dataSource, clock, dead, living, next } = await setUp();
    await dead.duties.take('shard 0');
    await living.duties.take('shard 1');
    await endLeasesOf(dataSource, dead.duties.owner, new Date(clock.now()));
    expect(await next.duties.take('shard 0')).toBe(true);
    expect(await next.duties.take('shard 1')).toBe(false);
  });

  it('its generation may be claimed at once, and that of another process may not', async () => {
    const database = await setUp();
    const { dataSource, persistence, clock, dead } = database;
    await endLeasesOf(dataSource, dead.duties.owner, new Date(clock.now()));
    const claim = async (id: string) =>
      leasesOf(database).claim(await persistence.load(id), randomUUID());
    expect(await claim(INTERACTION_ID)).toBe('claimed');
    expect(await claim(OTHER_ID)).toBe('refused');
  });

  it('what it had begun counts as what it died over, and what others have begun does not', async () => {
    const { dataSource, clock, logger, dead, living, left, next } = await setUp();
    await living.duties.take('shard 1');
    await endLeasesOf(dataSource, dead.duties.owner, new Date(clock.now()));
    await next.beginnings.load();
    expect(logger.lines).toContainEqual(
      expect.objectContaining({ message: 'Work was cut off', fields: { left: [left] } }),
    );
  });
});
