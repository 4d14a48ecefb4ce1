import path from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';

import { besides, postgresServer, queryPostgres } from '../support/postgres/server.js';

/** The module that starts the keeper; it is not compiled. */
const SETUP = pathToFileURL(path.resolve('test/support/postgres/setup.mjs')).href;

/** A PostgreSQL with one database, which can be killed and comes back with what it had stored. */
export class MortalPostgres {
  private constructor(
    /** The address of the database. */
    readonly url: string,
    private pid: number,
  ) {}

  static async start(): Promise<MortalPostgres> {
    const { default: setUp }: { default: () => Promise<void> } = await import(SETUP);
    await setUp();
    const { url, pid } = await postgresServer();
    await queryPostgres(url, 'CREATE DATABASE campaign');
    return new MortalPostgres(besides(url, 'campaign'), pid);
  }

  /** Kills the server; it stays away until it is revived. */
  kill(): void {
    process.kill(this.pid, 'SIGKILL');
  }

  /** Starts the server again. */
  async revive(): Promise<void> {
    for (;;) {
      const { pid } = await postgresServer();
      if (pid !== this.pid) {
        this.pid = pid;
        return;
      }
      // Its keeper has not noticed the death yet.
      await setTimeout(10);
    }
  }

  /** Kills one connection's process, over which the server restarts all others. */
  async killConnection(): Promise<void> {
    const [connection] = await queryPostgres<{ pid: number }>(
      this.url,
      "SELECT pid FROM pg_stat_activity WHERE application_name = 'nanobanana' LIMIT 1",
    );
    if (connection !== undefined) process.kill(connection.pid, 'SIGKILL');
  }
}
