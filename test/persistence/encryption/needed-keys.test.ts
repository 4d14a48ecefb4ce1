import { describe, expect, it } from '@jest/globals';

import { openDatabase, openMigratedDatabase } from '../../../src/persistence/database/database.js';
import { forgetOtherKeys } from '../../../src/persistence/encryption/needed-keys.js';
import type { Keyring } from '../../../src/persistence/encryption/keyring.js';
import { patientDataSource } from '../../support/patient-data-source.js';
import { appErrorOf } from '../../support/app-error-of.js';
import { keyringOf, testKey, testKeyring } from '../../support/encryption.js';
import { closedAfterTest, newDatabase, recordStatements } from '../../support/test-database.js';

const withKeys = (database: string, keyring: Keyring) =>
  closedAfterTest(patientDataSource(database, keyring));

/** A database that the key `a` has encrypted. */
async function encrypted(): Promise<string> {
  const database = await newDatabase();
  const dataSource = withKeys(database, testKeyring('a'));
  await openDatabase(dataSource);
  await dataSource.destroy();
  return database;
}

describe('the keys that stored data needs', () => {
  it.each([
    ['is missing', testKeyring(), 'ENCRYPTION_KEY_FILE is not set'],
    ['is not among others', testKeyring('b'), 'does not have it'],
    ['is another one of its name', keyringOf(testKey('a', 'other')), 'is not the key “a”'],
  ])(
    'a start is refused by name, and writes nothing, when the key %s',
    async (_, keyring, words) => {
      const database = await encrypted();
      for (const open of [openDatabase, openMigratedDatabase]) {
        const dataSource = withKeys(database, keyring);
        const statements = recordStatements(dataSource);
        const { code, userMessage } = await appErrorOf(() => open(dataSource));
        expect(code).toBe('config.encryption_key');
        expect(userMessage).toContain('“a”');
        expect(userMessage).toContain(words);
        expect(statements.filter((sql) => /^(?:INSERT|UPDATE|DELETE|CREATE)/.test(sql))).toEqual(
          [],
        );
        expect(dataSource.isInitialized).toBe(false);
      }
    },
  );

  it('a start goes on with the key in any place of the file, and needs both keys from then on', async () => {
    const database = await encrypted();
    await openDatabase(withKeys(database, testKeyring('b', 'a')));
    for (const missing of [testKeyring('a'), testKeyring('b')]) {
      const error = await appErrorOf(() => openDatabase(withKeys(database, missing)));
      expect(error.code).toBe('config.encryption_key');
    }
    await openDatabase(withKeys(database, testKeyring('a', 'b')));
  });

  it('a database without encryption is opened with and without keys, and a look at it notes no key', async () => {
    const database = await newDatabase();
    await openDatabase(withKeys(database, testKeyring()));
    await openMigratedDatabase(withKeys(database, testKeyring('a')));
    const dataSource = withKeys(database, testKeyring());
    await openDatabase(dataSource);
    expect(await dataSource.query('SELECT id FROM encryption_keys')).toEqual([]);
  });

  it('a key that is forgotten is needed no more', async () => {
    const database = await encrypted();
    const dataSource = withKeys(database, testKeyring('b', 'a'));
    await openDatabase(dataSource);
    expect(await forgetOtherKeys(dataSource)).toEqual(['a']);
    await openDatabase(withKeys(database, testKeyring('b')));
  });

  it('of two processes that bring different keys of one name, one is refused', async () => {
    const database = await newDatabase();
    await openDatabase(withKeys(database, testKeyring()));
    const outcomes = await Promise.allSettled(
      ['one', 'two'].map((seed) => openDatabase(withKeys(database, keyringOf(testKey('a', seed))))),
    );
    expect(outcomes.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
  });
});
