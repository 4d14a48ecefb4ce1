import { once } from 'node:events';
import { existsSync } from 'node:fs';

import { expect, it } from '@jest/globals';

import { eventually } from '../eventually.js';
import { startNodeProgram } from '../node-program.js';
import { isAlive } from '../processes.js';
import { postgresServer, queryPostgres } from './server.js';

/** Starts a keeper as the tests do, and says its port. */
const STARTER = `
  import setUp from './test/support/postgres/setup.mjs';
  await setUp();
  console.log(process.env.POSTGRES_KEEPER);
  setInterval(() => undefined, 1_000);`;

it('the PostgreSQL of the tests is gone, with its files, when the tests are killed', async () => {
  const inGroup = { detached: true };
  const tests = startNodeProgram(['--input-type=module', '--eval', STARTER], inGroup);
  const [port] = await once(tests.stdout!, 'data');
  const { pid, folder } = await postgresServer(Number(port));
  expect(await isAlive(pid)).toBe(true);
  // The whole group, as whoever gives up on the tests does.
  process.kill(-tests.pid!, 'SIGKILL');
  await eventually(async () => !(await isAlive(pid)) && !existsSync(folder));
  expect(await isAlive(pid)).toBe(false);
});

it('the PostgreSQL of the tests starts again after it was killed, with all that was stored', async () => {
  const tests = startNodeProgram(['--input-type=module', '--eval', STARTER]);
  const [port] = await once(tests.stdout!, 'data');
  const { url, pid } = await postgresServer(Number(port));
  await queryPostgres(url, 'CREATE TABLE kept AS SELECT 7 AS n');
  process.kill(pid, 'SIGKILL');
  await eventually(async () => (await postgresServer(Number(port))).pid !== pid);
  expect(await queryPostgres(url, 'SELECT n FROM kept')).toEqual([{ n: 7 }]);
});
