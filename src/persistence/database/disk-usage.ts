import type { StatsFs } from 'node:fs';
import { statfs } from 'node:fs/promises';
import path from 'node:path';

import type { DataSource } from 'typeorm';

import { systemCode } from '../storage-errors.js';
import { databaseBytes } from './engine.js';

/** Used and free disk space. */
export interface DiskReading {
  /** The database including its write-ahead log, where it has one of its own. */
  readonly databaseBytes: number;
  /** Available to this process, on the disk of `folder`. */
  readonly freeBytes: number;
}

/** Reads the disk usage. */
export class DiskUsage {
  /**
   * @param folder that of the database, or of the pictures where the database is elsewhere; it need
   * not be there.
   */
  constructor(
    private readonly dataSource: DataSource,
    private readonly folder: string,
  ) {}

  async read(): Promise<DiskReading> {
    const { bavail, bsize } = await diskOf(this.folder);
    return { databaseBytes: await databaseBytes(this.dataSource), freeBytes: bavail * bsize };
  }
}

/** The disk that a folder is on, or would be on. */
export async function diskOf(folder: string): Promise<StatsFs> {
  try {
    return await statfs(folder);
  } catch (error) {
    const parent = path.dirname(folder);
    if (systemCode(error) !== 'ENOENT' || parent === folder) throw error;
    return diskOf(parent);
  }
}
