import { describe, expect, it } from '@jest/globals';

import type { Generation } from '../../src/interactions/generation.js';
import type { OwnCards } from '../../src/persistence/own-cards.js';
import { UnfinishedGenerations } from '../../src/persistence/unfinished-generations.js';
import {
  generationIn,
  GENERATION_STATUSES,
  INTERACTION_ID,
  LEASE,
  newInteractionState,
  OTHER_INTERACTION_ID,
} from '../support/states.js';
import { openTestDatabase } from '../support/test-database.js';

async function setUp(ownCards: OwnCards = { isOwn: () => true }) {
  const database = await openTestDatabase();
  const { dataSource, persistence, clock, logger } = database;
  const unfinished = new UnfinishedGenerations(dataSource, ownCards, clock, logger);
  const store = (generation: Generation, id = INTERACTION_ID, guildId: string | null = '3') =>
    persistence.create(newInteractionState({ id, guildId, requestMessageId: null, generation }));
  const found = async () => (await unfinished.find()).map(({ interactionId }) => interactionId);
  return { ...database, unfinished, store, found };
}

const running = (until: string) => ({ ...generationIn('running'), lease: { ...LEASE, until } });

describe('unfinished generations', () => {
  it.each(GENERATION_STATUSES.filter((status) => status !== 'running'))(
    'unfinished generations are those that wait, and outcomes that no card shows: %s',
    async (status) => {
      const { store, unfinished } = await setUp();
      await store(generationIn(status));
      const isFinished = ['delivered', 'failed', 'cancelled'].includes(status);
      const found = { interactionId: INTERACTION_ID, guildId: '3', status };
      expect(await unfinished.find()).toEqual(isFinished ? [] : [found]);
    },
  );

  it.each([
    ['2026-11-24T12:00:00.001Z', 0],
    ['2026-11-24T12:00:00.000Z', 1],
  ])(
    'unfinished generations are no longer run by anybody: a lease until %s',
    async (until, count) => {
      const { store, found } = await setUp();
      await store(running(until));
      expect(await found()).toHaveLength(count);
    },
  );

  it('unfinished generations are those of one’s own cards', async () => {
    let own: string | null = '4';
    const { store, found } = await setUp({ isOwn: (guildId) => guildId === own });
    await store(generationIn('requested'), INTERACTION_ID, '3');
    await store(generationIn('produced'), OTHER_INTERACTION_ID, null);
    expect(await found()).toEqual([]);
    own = null;
    expect(await found()).toEqual([OTHER_INTERACTION_ID]);
    own = '3';
    expect(await found()).toEqual([INTERACTION_ID]);
  });

  it('unfinished generations are loaded, without those that are gone or damaged, which are told once', async () => {
    const { dataSource, logger, store, unfinished, found } = await setUp();
    const sound = await store(generationIn('requested'));
    await store(generationIn('requested'), OTHER_INTERACTION_ID);
    await dataSource.query(
      `UPDATE interactions SET document = '{' WHERE id = '${OTHER_INTERACTION_ID}'`,
    );
    const ids = [...(await found()), 'nobody'];
    expect(ids).toHaveLength(3);
    expect(await unfinished.load(ids)).toEqual([sound]);
    expect(await found()).toEqual([INTERACTION_ID]);
    expect(logger.messages('error')).toEqual(['Interaction state unreadable']);
  });
});
