import { randomUUID } from 'node:crypto';

import { openDatabase } from '../../../src/persistence/database/database.js';
import { systemCode } from '../../../src/persistence/storage-errors.js';
import { endAfterTest } from '../endings.js';
import { besides, postgresServer, queryPostgres } from './server.js';
import { patientDataSource } from '../patient-data-source.js';

/** The address of a new, empty PostgreSQL database, which is removed after the test. */
export async function newPostgresDatabase(): Promise<string> {
  return newDatabase('');
}

/**
 * The same with all tables, copied from one that is migrated once: that takes a tenth of the time.
 */
export async function migratedPostgresDatabase(): Promise<string> {
  const template = `template_${process.pid}`;
  try {
    return await newDatabase(`TEMPLATE ${template}`);
  } catch (error) {
    if (systemCode(error) !== NO_SUCH_DATABASE) throw error;
    await makeTemplate(template);
    return newDatabase(`TEMPLATE ${template}`);
  }
}

const NO_SUCH_DATABASE = '3D000';

async function newDatabase(how: string): Promise<string> {
  const { url } = await postgresServer();
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  await queryPostgres(url, `CREATE DATABASE ${name} ${how}`);
  endAfterTest(() => queryPostgres(url, `DROP DATABASE ${name} WITH (FORCE)`));
  return besides(url, name);
}

async function makeTemplate(name: string): Promise<void> {
  const { url } = await postgresServer();
  await queryPostgres(url, `CREATE DATABASE ${name}`);
  const dataSource = patientDataSource(besides(url, name));
  await openDatabase(dataSource);
  // A copy is refused as long as anybody is connected.
  await dataSource.destroy();
}
