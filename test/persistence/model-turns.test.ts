import { describe, expect, it, jest } from '@jest/globals';

import { MAX_KEPT_BYTES, ModelTurns } from '../../src/persistence/model-turns.js';
import { RecordingLogger } from '../support/recording-logger.js';
import {
  INTERACTION_ID,
  newInteractionState,
  OTHER_INTERACTION_ID,
  outputKey,
} from '../support/states.js';
import { openTestDatabase, recordStatements } from '../support/test-database.js';

/** A store with two interactions. */
async function setUp() {
  const database = await openTestDatabase();
  await database.persistence.create(newInteractionState());
  const other = { id: OTHER_INTERACTION_ID, requestMessageId: null };
  await database.persistence.create(newInteractionState(other));
  const logger = new RecordingLogger();
  const turns = new ModelTurns(database.dataSource, logger);
  const keysOf = async (id: string) => {
    const all = [outputKey(1), outputKey(2), outputKey(3)];
    return [...(await turns.find(id, all)).keys()].toSorted();
  };
  return { ...database, logger, turns, keysOf };
}

/** Everything that JSON can hold and databases are afraid of. */
const KEPT = JSON.stringify([{ text: '\0 \uD800 🍌 \u2028', thoughtSignature: 'ab+/cd==' }]);

describe('what a model needs to go on from its pictures', () => {
  it('what a model keeps comes back as it was, for the picture and the interaction that it belongs to', async () => {
    const { turns } = await setUp();
    const keep = (id: string, n: number, kept: string) =>
      turns.keep(id, { imageKey: outputKey(n), kept });
    expect(await keep(INTERACTION_ID, 1, KEPT)).toBe(true);
    expect(await keep(INTERACTION_ID, 2, 'two')).toBe(true);
    expect(await keep(OTHER_INTERACTION_ID, 3, 'of the other')).toBe(true);
    const asked = [outputKey(1), outputKey(3)];
    expect([...(await turns.find(INTERACTION_ID, asked))]).toEqual([[outputKey(1), KEPT]]);
    expect([...(await turns.find(INTERACTION_ID, []))]).toEqual([]);
  });

  it('two mebibytes are kept for a picture, and not a byte more', async () => {
    const { turns, keysOf, logger } = await setUp();
    const large = 'é'.repeat(MAX_KEPT_BYTES / 2);
    expect(await turns.keep(INTERACTION_ID, { imageKey: outputKey(1), kept: large })).toBe(true);
    const more = { imageKey: outputKey(2), kept: `${large}.` };
    expect(await turns.keep(INTERACTION_ID, more)).toBe(false);
    expect(await keysOf(INTERACTION_ID)).toEqual([outputKey(1)]);
    expect(logger.messages('warn')).toEqual(['Turn is too large to be kept']);
  });

  it('nothing is kept for an interaction that was removed, and nothing fails over it', async () => {
    const { turns, logger } = await setUp();
    const kept = { imageKey: outputKey(1), kept: 'late' };
    const gone = '11111111-2222-4333-8444-555555555555';
    expect(await turns.keep(gone, kept)).toBe(false);
    expect(logger.messages('warn')).toEqual(['Turn could not be kept']);
  });

  it('no statement removes more than one large turn', async () => {
    const { turns, inventory, dataSource, keysOf } = await setUp();
    const kept = 'x'.repeat(MAX_KEPT_BYTES);
    for (const n of [1, 2, 3]) await turns.keep(INTERACTION_ID, { imageKey: outputKey(n), kept });
    const which = { id: INTERACTION_ID };
    const found = await inventory.findRemovable(which, 1);
    let nowMs = 0;
    const clock = jest.spyOn(performance, 'now').mockImplementation(() => (nowMs += 20));
    const statements = recordStatements(dataSource);
    await inventory.remove(found, which);
    clock.mockRestore();
    const removals = statements.filter((each) => /DELETE FROM "model_turns"/.test(each));
    expect(removals).toHaveLength(3);
    expect(await keysOf(INTERACTION_ID)).toEqual([]);
  });

  it('what was kept goes with its interaction, and that of others stays', async () => {
    const { turns, inventory, keysOf } = await setUp();
    for (const id of [INTERACTION_ID, OTHER_INTERACTION_ID])
      await turns.keep(id, { imageKey: outputKey(1), kept: KEPT });
    const which = { id: INTERACTION_ID };
    await inventory.remove(await inventory.findRemovable(which, 1), which);
    expect(await keysOf(INTERACTION_ID)).toEqual([]);
    expect(await keysOf(OTHER_INTERACTION_ID)).toEqual([outputKey(1)]);
  });
});
