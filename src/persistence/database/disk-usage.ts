import { statfs } from 'node:fs/promises';

import type { DataSource } from 'typeorm';

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
  /** @param folder that of the database, or of the pictures where the database is elsewhere. */
  constructor(
    private readonly dataSource: DataSource,
    private readonly folder: string,
  ) {}

  async read(): Promise<DiskReading> {
    const { bavail, bsize } = await statfs(this.folder);
    return { databaseBytes: await databaseBytes(this.dataSource), freeBytes: bavail * bsize };
  }
}
