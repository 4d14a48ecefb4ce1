import { fork } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';

import { endAfterTest } from '../endings.js';
import { eventually } from '../eventually.js';
import { childrenOf, isAlive } from '../processes.js';
import { postgresServer } from './server.js';

const KEEPER = path.resolve('test/support/postgres/keeper.mjs');

/** A PostgreSQL for one test alone, which may kill it. */
export interface OwnPostgres {
  readonly url: string;
  /** Kills it with SIGKILL, as a lack of memory does. */
  readonly kill: () => Promise<void>;
  /** Starts it again, at the same address with the same data. */
  readonly start: () => Promise<void>;
}

/** Starts one; nothing of it is left after the test. */
export async function ownPostgres(): Promise<OwnPostgres> {
  const keeper = fork(KEEPER, {
    // What kills the group of the tests leaves it time to clean up.
    detached: true,
    execArgv: [],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  endAfterTest(async () => {
    keeper.disconnect();
    await once(keeper, 'exit');
  });
  const [told] = await once(keeper, 'message');
  const { port }: { port: number } = told;
  let server = await postgresServer(port);
  return {
    url: server.url,
    kill: async () => {
      const all = [server.pid, ...(await childrenOf(server.pid))];
      process.kill(server.pid, 'SIGKILL');
      // Those that serve a connection end by themselves a moment later.
      await eventually(async () => !(await Promise.all(all.map(isAlive))).includes(true));
    },
    start: async () => {
      const killed = server.pid;
      await eventually(async () => {
        server = await postgresServer(port);
        return server.pid !== killed;
      });
    },
  };
}
