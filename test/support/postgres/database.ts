import { randomUUID } from 'node:crypto';

import { endAfterTest } from '../endings.js';
import { besides, postgresServer, queryPostgres } from './server.js';

/** The address of a new, empty PostgreSQL database, which is removed after the test. */
export async function newPostgresDatabase(): Promise<string> {
  const { url } = await postgresServer();
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  await queryPostgres(url, `CREATE DATABASE ${name}`);
  endAfterTest(() => queryPostgres(url, `DROP DATABASE ${name} WITH (FORCE)`));
  return besides(url, name);
}
