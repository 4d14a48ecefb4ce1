import { createRequire } from 'node:module';

import type pg from 'pg';

import { CONNECTION_FAILED, CONNECTIONS_BUSY, UNANSWERED } from './fault-codes.js';

const require = createRequire(import.meta.url);

type Taken = (error: Error | undefined, client: pg.PoolClient | undefined, done: Done) => void;
type Done = (release?: boolean | Error) => void;

/**
 * `pg` in TypeORM's format. Its pool differs in what it does when the network breaks:
 *
 * - A connection ends with the first statement that gets no answer. `pg` would give it to the next
 *   statement, which would wait for the same answer.
 * - With it all connections of before end, because they lead through the same break.
 * - Its errors have a code that says whether the server may have done what it was told.
 */
export function postgresDriver() {
  const driver: typeof pg = require('pg');

  class Pool extends driver.Pool {
    private readonly openedAtMs = new WeakMap<pg.PoolClient, number>();
    private brokenAtMs = -Infinity;

    constructor(config?: pg.PoolConfig) {
      super(config);
      this.on('connect', (client) => {
        this.openedAtMs.set(client, performance.now());
        // A connection can break between two statements, when nobody listens, and an error that
        // nobody hears ends the process. The next statement fails, or gets another connection.
        client.on('error', () => undefined);
        endUnanswered(client, () => {
          this.brokenAtMs = performance.now();
        });
      });
    }

    override connect(): Promise<pg.PoolClient>;
    override connect(taken: Taken): void;
    override connect(taken?: Taken): Promise<pg.PoolClient> | void {
      const taking = this.take();
      if (taken === undefined) return taking;
      void taking.then(
        (client) => taken(undefined, client, (release) => client.release(release)),
        (error: Error) => taken(error, undefined, () => undefined),
      );
    }

    /** A connection that was opened after the last break. */
    private async take(): Promise<pg.PoolClient> {
      for (;;) {
        const client = await this.next();
        if ((this.openedAtMs.get(client) ?? 0) > this.brokenAtMs) return client;
        client.release(true);
      }
    }

    private async next(): Promise<pg.PoolClient> {
      try {
        return await super.connect();
      } catch (error) {
        if (isFromServer(error)) throw error;
        const isWaiting = error instanceof Error && error.message === WAITED_IN_VAIN;
        throw withCode(isWaiting ? CONNECTIONS_BUSY : CONNECTION_FAILED, error);
      }
    }
  }

  return { Pool, defaults: driver.defaults };
}

/** What `pg` says when all connections are in use for too long. */
const WAITED_IN_VAIN = 'timeout exceeded when trying to connect';

function endUnanswered(client: pg.PoolClient, onBreak: () => void): void {
  const send: (...args: unknown[]) => unknown = client.query.bind(client);
  const query = async (...args: unknown[]) => {
    try {
      return await send(...args);
    } catch (error) {
      if (isFromServer(error)) throw error;
      onBreak();
      await client.end();
      throw withCode(UNANSWERED, error);
    }
  };
  Object.assign(client, { query });
}

/** Whether the server itself has refused something; its codes have five characters. */
function isFromServer(error: unknown): boolean {
  return (
    error instanceof Error &&
    'code' in error &&
    typeof error.code === 'string' &&
    /^[0-9A-Z]{5}$/.test(error.code) &&
    'severity' in error
  );
}

function withCode(code: string, cause: unknown): Error {
  const message = cause instanceof Error ? cause.message : String(cause);
  return Object.assign(new Error(message, { cause }), { code });
}
