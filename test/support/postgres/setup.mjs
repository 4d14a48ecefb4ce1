/** A PostgreSQL for all tests of a run: it starts when the first asks, and ends with the run. */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

const KEEPER = fileURLToPath(new URL('keeper.mjs', import.meta.url));

/**
 * Starts its keeper, whose server is as durable as an operator's where POSTGRES_DURABLE is true,
 * and tells the port of it in the environment as POSTGRES_KEEPER.
 */
export default async function setUpPostgres() {
  // In a group of its own, so that what kills the group of the tests leaves it time to clean up.
  const keeper = fork(KEEPER, {
    detached: true,
    execArgv: [],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const [{ port }] = await once(keeper, 'message');
  process.env.POSTGRES_KEEPER = String(port);
  keeper.unref();
  keeper.channel?.unref();
}
