import { stat, statfs } from 'node:fs/promises';
import path from 'node:path';

/** What storage takes, and what is left. */
export interface DiskReading {
  /** The database with its write-ahead log. */
  readonly databaseBytes: number;
  /** Free for this process, on the disk of the data directory. */
  readonly freeBytes: number;
}

/** Reads how full the disk is. */
export class DiskUsage {
  constructor(private readonly databaseFile: string) {}

  async read(): Promise<DiskReading> {
    const { bavail, bsize } = await statfs(path.dirname(this.databaseFile));
    const sizes = await Promise.all([this.databaseFile, `${this.databaseFile}-wal`].map(sizeOf));
    const databaseBytes = sizes.reduce((sum, size) => sum + size, 0);
    return { databaseBytes, freeBytes: bavail * bsize };
  }
}

async function sizeOf(file: string): Promise<number> {
  try {
    return (await stat(file)).size;
  } catch {
    // The log is there only while it is needed.
    return 0;
  }
}
