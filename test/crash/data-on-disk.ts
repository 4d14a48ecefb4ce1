import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { sha256, statesIn, type StoredData } from './stored-data.js';

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

  async pictures(): Promise<ReadonlyMap<string, string>> {
    const pictures = new Map<string, string>();
    for (const folder of ['input_images', 'output_images']) {
      for (const name of await readdir(path.join(this.dataDir, folder))) {
        const bytes = await readFile(path.join(this.dataDir, folder, name));
        pictures.set(`${folder}/${name}`, sha256(bytes));
      }
    }
    return pictures;
  }

  async close(): Promise<void> {
    await rm(this.folder, { recursive: true, force: true });
  }
}
