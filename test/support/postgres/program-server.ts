import path from 'node:path';
import { pathToFileURL } from 'node:url';

import { besides, postgresServer, queryPostgres, type PostgresServer } from './server.js';

/** The module that starts the keeper; it is not compiled. */
const SETUP = pathToFileURL(path.resolve('test/support/postgres/setup.mjs')).href;

/**
 * Starts a PostgreSQL for a program that is no test, with one empty database, whose address this
 * is. It ends with this process.
 */
export async function startPostgres(): Promise<PostgresServer> {
  const { default: setUp }: { default: () => Promise<void> } = await import(SETUP);
  await setUp();
  const server = await postgresServer();
  await queryPostgres(server.url, 'CREATE DATABASE bot');
  return { ...server, url: besides(server.url, 'bot') };
}
