import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import { promisify } from 'node:util';

import sqlite3 from 'sqlite3';

/** How long each lock is held: half of the bot's time limit for it. */
const HELD_MS = 900;
/** The pause between two locks; a waiting process tries at least every 100 ms. */
const FREE_MS = 120;

/**
 * Makes the bot's storage slow from outside, like a backup or a failing disk: keeps its SQLite file
 * locked for writing most of the time. Besides `ormconfig.ts`, only this file names the driver,
 * because a lock that the bot respects needs SQLite itself.
 */
export class StorageLock {
  #stop: AbortController | undefined;
  #running: Promise<void> = Promise.resolve();

  constructor(private readonly databaseFile: string) {}

  /** Starts locking, once the file exists, or stops it. */
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

  /** Stops locking and waits until the file is released. */
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

/**
 * A connection that holds the write lock; undefined while the file is missing or locked by another
 * process.
 */
async function locked(databaseFile: string): Promise<sqlite3.Database | undefined> {
  const database = new sqlite3.Database(databaseFile, sqlite3.OPEN_READWRITE);
  try {
    await once(database, 'open');
  } catch {
    // The bot has not created its database yet; the next round tries again.
    return undefined;
  }
  try {
    database.configure('busyTimeout', HELD_MS);
    await promisify(database.exec.bind(database))('BEGIN IMMEDIATE');
    return database;
  } catch {
    // The bot is writing for longer than the wait; the next round tries again.
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
