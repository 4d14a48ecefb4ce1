import { setTimeout } from 'node:timers/promises';

import { startPostgres } from '../support/postgres/program-server.js';
import { postgresServer, queryPostgres } from '../support/postgres/server.js';

const CONNECTION = "SELECT pid FROM pg_stat_activity WHERE application_name = 'nanobanana' LIMIT 1";

const MAX_WAIT_MS = 5_000;

/** A PostgreSQL with one database, which can be killed and comes back with what it had stored. */
export class MortalPostgres {
  private killedPid: number | null = null;

  private constructor(
    /** The address of the database. */
    readonly url: string,
    private pid: number,
  ) {}

  static async start(): Promise<MortalPostgres> {
    const { url, pid } = await startPostgres();
    return new MortalPostgres(url, pid);
  }

  /** Kills the server; it stays away until it is revived. */
  kill(): void {
    if (!this.isDead) process.kill(this.pid, 'SIGKILL');
    this.killedPid = this.pid;
  }

  /** Starts the server again, unless it is there; several may ask for it at once. */
  async revive(): Promise<void> {
    while (this.isDead) {
      ({ pid: this.pid } = await postgresServer());
      // Its keeper had not noticed the death when it answered.
      if (this.isDead) await setTimeout(10);
    }
  }

  /** Kills one connection's process, over which the server restarts all others; says whether. */
  async killConnection(): Promise<boolean> {
    try {
      const found = queryPostgres<{ pid: number }>(this.url, CONNECTION);
      // A server that dies meanwhile may never answer, and every further fault would wait for it.
      const [connection] = await Promise.race([found, setTimeout(MAX_WAIT_MS, [])]);
      if (connection !== undefined) process.kill(connection.pid, 'SIGKILL');
      return connection !== undefined;
    } catch {
      // The server is dead, or starts.
      return false;
    }
  }

  private get isDead(): boolean {
    return this.pid === this.killedPid;
  }
}
