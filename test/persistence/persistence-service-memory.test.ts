import { describe, expect, it } from '@jest/globals';

import { PersistenceService } from '../../src/persistence/persistence-service.js';
import { InteractionRepository } from '../../src/persistence/interaction-repository.js';
import { appErrorOf } from '../support/app-error-of.js';
import { refuseChanges } from '../support/hurt-database.js';
import { claimed } from '../support/leases.js';
import {
  generationIn,
  INTERACTION_ID as ID,
  LEASE,
  newInteractionState,
} from '../support/states.js';
import {
  openTestDatabase,
  recordStatements,
  storedState,
  type TestDatabase,
} from '../support/test-database.js';

const idOf = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;

/** The service of another process on the same database. */
const anotherOn = ({ dataSource, clock, logger }: TestDatabase) =>
  new PersistenceService(new InteractionRepository(dataSource), clock, logger);

const VERSION_ALONE = [expect.stringMatching(/^SELECT version FROM /)];

describe('states in memory', () => {
  it('the service asks for no more than the version of what it stored or loaded a moment ago', async () => {
    const database = await openTestDatabase();
    const { persistence, dataSource } = database;
    const created = await persistence.create(newInteractionState());
    const saved = await persistence.save({ ...created, currentPrompt: 'new' });
    const other = anotherOn(database);
    expect(await other.load(ID)).toEqual(saved);
    for (const service of [persistence, other]) {
      const statements = recordStatements(dataSource);
      expect(await service.load(ID)).toEqual(saved);
      expect(statements).toEqual(VERSION_ALONE);
    }
  });

  it('the service loads what another process has changed, claimed or removed meanwhile', async () => {
    const database = await openTestDatabase();
    const { persistence, dataSource } = database;
    const generation = generationIn('requested');
    const created = await persistence.create(newInteractionState({ generation }));
    const theirs = await anotherOn(database).save({ ...created, currentPrompt: 'theirs' });
    expect(await persistence.load(ID)).toEqual(theirs);
    await claimed(database, ID);
    expect((await persistence.load(ID)).generation?.status).toBe('running');
    await dataSource.query('DELETE FROM interactions');
    expect((await appErrorOf(persistence.load(ID))).code).toBe('state.not_found');
  });

  it('the service makes a change on the newest state, though it remembers an older one', async () => {
    const database = await openTestDatabase();
    const { persistence } = database;
    const created = await persistence.create(newInteractionState());
    await anotherOn(database).save({ ...created, currentPrompt: 'theirs' });
    const changed = await persistence.change(ID, (state) => ({ ...state, notes: ['ours'] }));
    expect(changed).toMatchObject({ currentPrompt: 'theirs', notes: ['ours'], version: 3 });
    expect(await anotherOn(database).load(ID)).toEqual(changed);
  });

  it('the service does not remember what could not be stored', async () => {
    const { persistence, dataSource } = await openTestDatabase();
    const created = await persistence.create(newInteractionState());
    await refuseChanges(dataSource);
    await appErrorOf(persistence.save({ ...created, currentPrompt: 'lost' }));
    await appErrorOf(persistence.create(newInteractionState({ id: idOf(1) })));
    expect(await persistence.load(ID)).toEqual(created);
    expect((await appErrorOf(persistence.load(idOf(1)))).code).toBe('state.not_found');
  });

  it('the service remembers a thousand states, those used last', async () => {
    const { persistence, dataSource } = await openTestDatabase();
    for (let n = 0; n <= 1000; n += 1)
      await persistence.create(newInteractionState({ id: idOf(n) }));
    const statements = recordStatements(dataSource);
    await persistence.load(idOf(1));
    await persistence.load(idOf(1000));
    expect(statements).toEqual([...VERSION_ALONE, ...VERSION_ALONE]);
    await persistence.load(idOf(0));
    expect(statements.at(-1)).toMatch(/document/);
  });

  it('a save does not shorten a lease that was renewed since the state was loaded', async () => {
    const database = await openTestDatabase();
    const { persistence, dataSource } = database;
    const generation = generationIn('requested');
    await persistence.create(newInteractionState({ generation }));
    await claimed(database, ID);
    const running = await persistence.load(ID);
    const renewed = '2026-11-24T13:00:00.000Z';
    await dataSource.query('UPDATE interactions SET lease_until = $1', [renewed]);
    await persistence.save({ ...running, currentPrompt: 'clicked meanwhile' });
    const { generation: kept } = await storedState(persistence, ID);
    expect(kept?.lease).toEqual({ ...running.generation?.lease, until: renewed });
  });

  it('a save gives a lease back when the run has ended, and stores one that is another’s', async () => {
    const { persistence } = await openTestDatabase();
    const generation = generationIn('running');
    const running = await persistence.create(newInteractionState({ generation }));
    const lease = { ...LEASE, owner: 'another', until: '2026-11-24T13:00:00.000Z' };
    const theirs = await persistence.save({ ...running, generation: { ...generation, lease } });
    expect(await storedState(persistence, ID)).toEqual(theirs);
    const ended = await persistence.save({ ...theirs, generation: generationIn('produced') });
    expect(ended.generation?.lease).toBeNull();
    expect(await storedState(persistence, ID)).toEqual(ended);
  });
});
