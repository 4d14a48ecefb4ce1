import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { ledgerIn, sha256, statesIn, type StoredData } from './stored-data.js';

/** One process with SQLite and files: the default. */
export class DataOnDisk implements StoredData {
  private constructor(readonly folder: string) {}

  static async make(): Promise<DataOnDisk> {
    return new DataOnDisk(await mkdtemp(path.join(tmpdir(), 'nanobanana-crash-')));
  }

  private get dataDir(): string {
    return path.join(this.folder, 'bot_data');
  }

  env(): Readonly<Record<string, string>> {
    return { BOT_DATA_DIR: this.dataDir };
  }

  async states() {
    return statesIn(path.join(this.dataDir, 'nanobanana.sqlite'));
  }

  async ledger() {
    return ledgerIn(path.join(this.dataDir, 'nanobanana.sqlite'));
  }

  async pictures(): Promise<ReadonlyMap<string, string>> {
    const pictures = new Map<string, string>();
    // A folder is made with its first picture.
    for (const name of await readdir(this.dataDir, { recursive: true })) {
      if (!/^(?:input|output)_images\/./.test(name)) continue;
      pictures.set(name, sha256(await readFile(path.join(this.dataDir, name))));
    }
    return pictures;
  }

  async close(): Promise<void> {
    await rm(this.folder, { recursive: true, force: true });
  }
}
