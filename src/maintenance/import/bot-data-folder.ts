import { constants } from 'node:fs';
import { open, opendir, realpath, type FileHandle } from 'node:fs/promises';
import path from 'node:path';

import { AppError } from '../../platform/app-error.js';
import { systemCode } from '../../persistence/storage-errors.js';
import { importProblem } from './import-problem.js';

const STATES = 'states';

/** Links are not followed, and opening a pipe does not block. */
const READ_FILE = constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK;

/** The `bot_data` folder of the Python bot. Files are only read, and only inside the folder. */
export class BotDataFolder {
  private constructor(
    private readonly root: string,
    /** The folder as it was named, perhaps through links. */
    private readonly named: string,
  ) {}

  /** @throws AppError `usage.no_bot_data` when it is not such a folder. */
  static async open(folder: string): Promise<BotDataFolder> {
    try {
      const root = await realpath(folder);
      await (await opendir(path.join(root, STATES))).close();
      return new BotDataFolder(root, path.resolve(folder));
    } catch (cause) {
      throw new AppError({
        code: 'usage.no_bot_data',
        retryable: false,
        userMessage: `${folder} is not a data folder of the Python bot: there is no folder ${STATES} in it that can be read (${systemCode(cause) ?? 'unknown'}).`,
        cause,
      });
    }
  }

  /** Yields the paths of all state files, relative to the folder, in no particular order. */
  async *stateFiles(): AsyncGenerator<string> {
    for await (const { name } of await opendir(path.join(this.root, STATES))) {
      if (name.endsWith('.json')) yield `${STATES}/${name}`;
    }
  }

  /**
   * Reads a file.
   *
   * @param name a path relative to the folder, as the Python bot stored it on any system; it may
   * begin with the folder's own name, or be an absolute path inside the folder.
   * @throws AppError `storage.import_problem` when the path leads outside or through a link, or is
   * missing, not a file, or larger than `maxBytes`.
   */
  async read(name: string, maxBytes: number): Promise<Buffer> {
    const file = await this.inside(name);
    try {
      const handle = await open(file, READ_FILE);
      try {
        return await readAll(handle, maxBytes);
      } finally {
        await handle.close();
      }
    } catch (cause) {
      throw cause instanceof AppError ? cause : unreadable(cause);
    }
  }

  private relative(name: string): string {
    const slashed = name.replaceAll('\\', '/');
    const root = [this.root, this.named].find((each) => slashed.startsWith(`${each}/`));
    return root === undefined ? slashed : slashed.slice(root.length + 1);
  }

  private async inside(name: string): Promise<string> {
    const relative = this.relative(name);
    const parts = relative.split('/').filter((part) => part !== '' && part !== '.');
    if (name.includes('\0') || /^\/|^[a-z]:/i.test(relative) || parts.includes('..')) {
      throw importProblem('its path leads out of the folder.');
    }
    const isPrefixed = parts[0] === 'bot_data' || parts[0] === path.basename(this.root);
    const file = path.join(this.root, ...(isPrefixed ? parts.slice(1) : parts));
    try {
      if ((await realpath(file)) === file) return file;
    } catch (cause) {
      throw unreadable(cause);
    }
    throw importProblem('its path leads through a link.');
  }
}

async function readAll(handle: FileHandle, maxBytes: number): Promise<Buffer> {
  const stats = await handle.stat();
  if (!stats.isFile()) throw importProblem('it is no file.');
  // One more byte detects a file that grows while it is read.
  const bytes = Buffer.alloc(Math.min(stats.size, maxBytes) + 1);
  let length = 0;
  for (let read = -1; read !== 0 && length < bytes.length; length += read) {
    read = (await handle.read(bytes, length, bytes.length - length, length)).bytesRead;
  }
  if (length <= maxBytes && stats.size <= maxBytes) return bytes.subarray(0, length);
  throw importProblem(`it has ${stats.size} bytes; at most ${maxBytes} are read.`);
}

function unreadable(cause: unknown): AppError {
  const code = systemCode(cause) ?? 'unknown';
  return importProblem(
    code === 'ENOENT' ? 'it is missing.' : `it cannot be read (${code}).`,
    cause,
  );
}
