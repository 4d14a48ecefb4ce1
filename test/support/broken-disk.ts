import { execFile } from 'node:child_process';
import { rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';

import { temporaryDirectory } from './e2e-world.js';

/** What a disk can fail with, by the numbers of Linux (errno). */
const ERRORS = { EIO: 5, EROFS: 30 } as const;

/**
 * The disk that a bot's data directory lies on; it can break while the bot runs, and then
 * nothing can be written to it. It needs Linux and a C compiler, which the installation of
 * sqlite3 needs as well.
 */
export class BrokenDisk {
  private constructor(
    private readonly library: string,
    private readonly switchFile: string,
  ) {}

  static async make(): Promise<BrokenDisk> {
    const dir = await temporaryDirectory();
    const library = path.join(dir, 'broken-disk.so');
    const source = 'test/support/broken-disk.c';
    await promisify(execFile)('cc', ['-shared', '-fPIC', '-o', library, source, '-ldl']);
    return new BrokenDisk(library, path.join(dir, 'switch'));
  }

  /** The command that a bot is started through. */
  get through(): string[] {
    const variables = [`LD_PRELOAD=${this.library}`, `BROKEN_DISK_SWITCH=${this.switchFile}`];
    return ['env', ...variables, 'sh', '-c', 'BROKEN_DISK="$BOT_DATA_DIR" exec "$@"', 'sh'];
  }

  /** From now on nothing can be written. */
  async fail(error: keyof typeof ERRORS): Promise<void> {
    await writeFile(this.switchFile, String(ERRORS[error]));
  }

  /** From now on everything can be written again. */
  async heal(): Promise<void> {
    await rm(this.switchFile);
  }
}
