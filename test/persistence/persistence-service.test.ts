import { describe, expect, it } from '@jest/globals';

import { isConflict } from '../../src/persistence/persistence-service.js';
import { appErrorOf } from '../support/app-error-of.js';
import {
  inputItem,
  INTERACTION_ID,
  newInteractionState,
  OTHER_INTERACTION_ID,
  outputItem,
  storedImage,
} from '../support/states.js';
import { storedState, openTestDatabase, recordStatements } from '../support/test-database.js';

describe('the persistence service', () => {
  it('the service gives back what was created, with version and times', async () => {
    const { persistence, clock } = await openTestDatabase();
    const created = await persistence.create(newInteractionState());
    expect(created).toEqual({
      ...newInteractionState(),
      version: 1,
      createdAt: clock.iso(),
      lastUsedAt: clock.iso(),
    });
    expect(await storedState(persistence, INTERACTION_ID)).toEqual(created);
  });

  it('the service counts versions and notes the last use with every save', async () => {
    const { persistence, clock } = await openTestDatabase();
    const created = await persistence.create(newInteractionState());
    clock.advance(60_000);
    const saved = await persistence.save({ ...created, currentPrompt: 'a lighthouse at dusk' });
    expect(saved).toEqual({
      ...created,
      version: 2,
      currentPrompt: 'a lighthouse at dusk',
      lastUsedAt: '2026-11-24T12:01:00.000Z',
    });
    expect(await storedState(persistence, INTERACTION_ID)).toEqual(saved);
  });

  it('the service says so when it has no such interaction', async () => {
    const { persistence, logger } = await openTestDatabase();
    const error = await appErrorOf(persistence.load(OTHER_INTERACTION_ID));
    expect(error.code).toBe('state.not_found');
    expect(logger.lines).toContainEqual({
      level: 'warn',
      fields: { interactionId: OTHER_INTERACTION_ID },
      message: 'Interaction state not found',
    });
  });

  it('the service refuses a second interaction under one id, and keeps the first', async () => {
    const { persistence } = await openTestDatabase();
    const created = await persistence.create(newInteractionState());
    const error = await appErrorOf(persistence.create(newInteractionState({ userId: '9' })));
    expect(error.code).toBe('storage.failed');
    expect(await storedState(persistence, INTERACTION_ID)).toEqual(created);
  });

  it('the service refuses to save what does not come from the newest version', async () => {
    const { persistence } = await openTestDatabase();
    const created = await persistence.create(newInteractionState());
    const saved = await persistence.save({ ...created, currentPrompt: 'first' });
    const error = await appErrorOf(persistence.save({ ...created, currentPrompt: 'second' }));
    expect(isConflict(error)).toBe(true);
    expect(error.retryable).toBe(true);
    expect(await storedState(persistence, INTERACTION_ID)).toEqual(saved);
  });

  it('the service changes a state as often as it takes, so that nothing is lost', async () => {
    const { persistence } = await openTestDatabase();
    await persistence.create(newInteractionState());
    await Promise.all(
      Array.from({ length: 10 }, (_, n) =>
        persistence.change(INTERACTION_ID, (state) => ({
          ...state,
          notes: [...state.notes, `note ${n}`],
        })),
      ),
    );
    const { notes, version } = await storedState(persistence, INTERACTION_ID);
    expect(notes.toSorted()).toEqual(Array.from({ length: 10 }, (_, n) => `note ${n}`));
    expect(version).toBe(11);
  });

  it('the service changes nothing when the transition asks for nothing', async () => {
    const { persistence } = await openTestDatabase();
    const created = await persistence.create(newInteractionState());
    expect(await persistence.change(INTERACTION_ID, () => null)).toBeNull();
    expect(await storedState(persistence, INTERACTION_ID)).toEqual(created);
  });

  it('the service passes on what a transition throws', async () => {
    const { persistence } = await openTestDatabase();
    await persistence.create(newInteractionState());
    const change = persistence.change(INTERACTION_ID, () => {
      throw new Error('no');
    });
    await expect(change).rejects.toThrow('no');
  });

  it('the service changes nothing of an interaction that was removed, and notes no deletion of it', async () => {
    const { persistence, inventory } = await openTestDatabase();
    await persistence.create(newInteractionState());
    const which = { id: INTERACTION_ID };
    await inventory.remove(await inventory.findRemovable(which, 1), which);
    expect(await persistence.change(INTERACTION_ID, (state) => state)).toBeNull();
    expect(await persistence.noteDeletion(INTERACTION_ID)).toBeNull();
    expect(await persistence.find(INTERACTION_ID)).toBeNull();
    expect(await inventory.isEmpty()).toBe(true);
  });

  it('the service counts interactions, and the bytes of every image once', async () => {
    const { persistence } = await openTestDatabase();
    expect(await persistence.stats()).toEqual({ interactions: 0, imageBytes: 0 });
    const input = storedImage({ byteSize: 100 });
    const output = outputItem({
      image: storedImage({ key: 'output_images/output_1.png', byteSize: 20 }),
      deliveryImage: storedImage({ key: 'output_images/output_2.png', byteSize: 3 }),
    });
    await persistence.create(
      newInteractionState({ inputs: [input], outputs: [inputItem({ image: input }), output] }),
    );
    await persistence.create(newInteractionState({ id: OTHER_INTERACTION_ID }));
    expect(await persistence.stats()).toEqual({ interactions: 2, imageBytes: 123 });
  });

  it('the service makes every change with one statement, outside of any transaction', async () => {
    const { persistence, dataSource } = await openTestDatabase();
    const statements = recordStatements(dataSource);
    const created = await persistence.create(newInteractionState());
    expect(statements).toEqual([expect.stringMatching(/^INSERT /)]);
    statements.length = 0;
    await persistence.save(created);
    expect(statements).toEqual([expect.stringMatching(/^UPDATE .* WHERE id = .* AND version = /)]);
    statements.length = 0;
    await storedState(persistence, INTERACTION_ID);
    expect(statements).toEqual([expect.stringMatching(/^SELECT /)]);
  });

  it('the service keeps the words of a prompt out of every log line above debug', async () => {
    const { persistence, logger } = await openTestDatabase();
    const created = await persistence.create(newInteractionState({ currentPrompt: 'my secret' }));
    await persistence.save(created);
    expect(JSON.stringify(logger.lines)).not.toContain('my secret');
  });
});
