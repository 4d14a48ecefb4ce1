import { stat, statfs } from 'node:fs/promises';
import path from 'node:path';

/** Used and free disk space. */
export interface DiskReading {
  /** The database including its write-ahead log. */
  readonly databaseBytes: number;
  /** Available to this process, on the disk of the data directory. */
  readonly freeBytes: number;
}

/** Reads the disk usage. */
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
    // The log file exists only while it is needed.
    return 0;
  }
}
