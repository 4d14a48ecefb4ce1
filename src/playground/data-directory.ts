import { mkdir, mkdtemp, open, rm } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { tryLock } from 'fs-native-extensions';

import { UsageError } from './usage-error.js';

/** The directory of the world and the bot's data. Two playgrounds never share one. */
export class DataDirectory {
  private constructor(
    private readonly dir: string,
    private readonly isTemporary: boolean,
    private readonly lock: FileHandle,
  ) {}

  /**
   * Opens the given directory, or a temporary one by default.
   *
   * @throws UsageError when it cannot be created, or another playground uses it.
   */
  static async open(named: string | undefined): Promise<DataDirectory> {
    if (named === undefined) {
      const dir = await mkdtemp(path.join(tmpdir(), 'nanobanana-demo-'));
      return new DataDirectory(dir, true, await open(path.join(dir, 'lock'), 'a', 0o600));
    }
    const dir = path.resolve(named);
    const lock = await lockFileIn(dir);
    if (!tryLock(lock.fd, 0, 1)) {
      await lock.close();
      throw new UsageError(`Another playground uses ${dir}.`);
    }
    return new DataDirectory(dir, false, lock);
  }

  /** The file of the world; undefined when nothing is kept. */
  get worldFile(): string | undefined {
    return this.isTemporary ? undefined : path.join(this.dir, 'world.bin');
  }

  /** The bot's own directory. */
  get botDir(): string {
    return path.join(this.dir, 'bot_data');
  }

  /** The bot's database. */
  get databaseFile(): string {
    return path.join(this.botDir, 'nanobanana.sqlite');
  }

  /** The prices of a bot with a small budget. */
  get pricesFile(): string {
    return path.join(this.dir, 'prices.json');
  }

  /** Creates the bot's directory. The bot also runs there, away from any `.env` of the person. */
  async prepare(): Promise<void> {
    await mkdir(this.botDir, { recursive: true, mode: 0o700 });
  }

  /** Releases the directory; a temporary one is removed. */
  async close(): Promise<void> {
    await this.lock.close();
    if (this.isTemporary) await rm(this.dir, { recursive: true, force: true });
  }
}

async function lockFileIn(dir: string): Promise<FileHandle> {
  try {
    await mkdir(dir, { recursive: true, mode: 0o700 });
    return await open(path.join(dir, 'lock'), 'a', 0o600);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new UsageError(`The data directory cannot be used: ${reason}.`);
  }
}
