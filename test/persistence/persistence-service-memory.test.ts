import { describe, expect, it } from '@jest/globals';

import { PersistenceService } from '../../src/persistence/persistence-service.js';
import { InteractionRepository } from '../../src/persistence/interaction-repository.js';
import { appErrorOf } from '../support/app-error-of.js';
import { INTERACTION_ID as ID, newInteractionState } from '../support/states.js';
import { openTestDatabase, recordStatements, type TestDatabase } from '../support/test-database.js';

const idOf = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;

/** The service of another process on the same database. */
const anotherOn = ({ dataSource, clock, logger }: TestDatabase) =>
  new PersistenceService(new InteractionRepository(dataSource), clock, logger);

describe('states in memory', () => {
  it('the service loads what it stored or loaded a moment ago without asking the database', async () => {
    const database = await openTestDatabase();
    const { persistence, dataSource } = database;
    const created = await persistence.create(newInteractionState());
    const saved = await persistence.save({ ...created, currentPrompt: 'new' });
    const other = anotherOn(database);
    expect(await other.load(ID)).toEqual(saved);
    const statements = recordStatements(dataSource);
    expect(await persistence.load(ID)).toEqual(saved);
    expect(await other.load(ID)).toEqual(saved);
    expect(statements).toEqual([]);
  });

  it('the service reads the database anew when it is asked to, and remembers that', async () => {
    const database = await openTestDatabase();
    const { persistence } = database;
    const created = await persistence.create(newInteractionState());
    const theirs = await anotherOn(database).save({ ...created, currentPrompt: 'theirs' });
    expect(await persistence.load(ID)).toEqual(created);
    expect(await persistence.reload(ID)).toEqual(theirs);
    expect(await persistence.load(ID)).toEqual(theirs);
  });

  it('the service loads anew after it has refused to save what was outdated', async () => {
    const database = await openTestDatabase();
    const { persistence } = database;
    const created = await persistence.create(newInteractionState());
    const theirs = await anotherOn(database).save({ ...created, currentPrompt: 'theirs' });
    const error = await appErrorOf(persistence.save({ ...created, currentPrompt: 'ours' }));
    expect(error.code).toBe('state.conflict');
    expect(await persistence.load(ID)).toEqual(theirs);
  });

  it('the service makes a change on the newest state, though it remembers an older one', async () => {
    const database = await openTestDatabase();
    const { persistence } = database;
    const created = await persistence.create(newInteractionState());
    await anotherOn(database).save({ ...created, currentPrompt: 'theirs' });
    const changed = await persistence.change(ID, (state) => ({ ...state, notes: ['ours'] }));
    expect(changed).toMatchObject({ currentPrompt: 'theirs', notes: ['ours'], version: 3 });
    expect(await persistence.reload(ID)).toEqual(changed);
  });

  it('the service does not remember what was removed once it was told so', async () => {
    const { persistence, dataSource } = await openTestDatabase();
    const created = await persistence.create(newInteractionState());
    await dataSource.query('DELETE FROM interactions');
    expect((await appErrorOf(persistence.save(created))).code).toBe('state.conflict');
    expect((await appErrorOf(persistence.load(ID))).code).toBe('state.not_found');
  });

  it('the service does not remember what could not be stored', async () => {
    const { persistence, dataSource } = await openTestDatabase();
    const created = await persistence.create(newInteractionState());
    await dataSource.query('PRAGMA query_only = ON');
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
    expect(statements).toEqual([]);
    await persistence.load(idOf(0));
    expect(statements).toEqual([expect.stringMatching(/^SELECT /)]);
  });
});
