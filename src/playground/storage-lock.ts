import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import { promisify } from 'node:util';

import sqlite3 from 'sqlite3';

/** How long the database is locked at a stretch: half of what the bot waits for it. */
const HELD_MS = 900;
/** How long others get between two locks; those who wait look every 100 ms at least. */
const FREE_MS = 120;

/**
 * Makes the bot's storage slow from outside, as a backup or a sick disk would: keeps its SQLite file
 * locked for writing most of the time. (The one place beside `ormconfig.ts` that names the driver:
 * a lock that the bot respects can only be taken with SQLite itself.)
 */
export class StorageLock {
  #stop: AbortController | undefined;
  #running: Promise<void> = Promise.resolve();

  constructor(private readonly databaseFile: string) {}

  /** Begins to lock, once the file is there, or lets go of it. */
  set(isOn: boolean): void {
    if (isOn && this.#stop === undefined) {
      const stop = new AbortController();
      this.#stop = stop;
      this.#running = this.#running.then(async () => this.#run(stop.signal));
    } else if (!isOn) {
      this.#stop?.abort();
      this.#stop = undefined;
    }
  }

  /** Lets go of the file and waits until that is done. */
  async end(): Promise<void> {
    this.set(false);
    await this.#running;
  }

  async #run(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      const database = await locked(this.databaseFile);
      if (database !== undefined) {
        await passed(HELD_MS, signal);
        // Closing ends the transaction, which changed nothing.
        await promisify(database.close.bind(database))();
      }
      await passed(FREE_MS, signal);
    }
  }
}

/** A connection that holds the lock for writing; none while the file is missing or another has it. */
async function locked(databaseFile: string): Promise<sqlite3.Database | undefined> {
  const database = new sqlite3.Database(databaseFile, sqlite3.OPEN_READWRITE);
  try {
    await once(database, 'open');
  } catch {
    // The bot has not made its database yet; it is looked for again after a moment.
    return undefined;
  }
  try {
    database.configure('busyTimeout', HELD_MS);
    await promisify(database.exec.bind(database))('BEGIN IMMEDIATE');
    return database;
  } catch {
    // The bot is writing for longer than the wait: the next round gets it.
    await promisify(database.close.bind(database))();
    return undefined;
  }
}

async function passed(timeMs: number, signal: AbortSignal): Promise<void> {
  try {
    await delay(timeMs, undefined, { signal });
  } catch (error) {
    if (!signal.aborted) throw error;
  }
}
