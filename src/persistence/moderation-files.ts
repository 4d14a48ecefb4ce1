import { appendFile, mkdir, open, readdir, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout } from 'node:timers/promises';

import { tryLock } from 'fs-native-extensions';

import {
  entryIn,
  withoutOwner,
  type EntryOwner,
  type ModerationEntry,
} from '../interactions/moderation-entry.js';
import { AppError } from '../platform/app-error.js';
import { systemCode } from './storage-errors.js';
import { syncFolder } from './sync-folder.js';

/** A file of one day. */
const DAY = /^moderation-\d{4}-\d\d-\d\d\.jsonl$/;

/** What is to be put in its place, and a killed process has left. */
const UNFINISHED = /^moderation-\d{4}-\d\d-\d\d\.jsonl\.tmp$/;

/** A file of its own, because Windows lets nobody append to what is locked. */
const LOCK_FILE = 'moderation.lock';

/** A day's file is replaced within a second; whoever holds the lock for longer has stopped. */
const LOCK_ATTEMPTS = 250;
const LOCK_PAUSE_MS = 20;

const FAILED = 'The moderation log could not be written; please try again in a moment.';

/**
 * Appends an entry, as one line of JSON, to the file of its day (UTC) in `folder`, which is made
 * where it is missing.
 *
 * @throws AppError `storage.moderation_log`
 */
export async function appendToFile(folder: string, entry: ModerationEntry): Promise<void> {
  const file = path.join(folder, `moderation-${entry.at.slice(0, 10)}.jsonl`);
  await locked(folder, { shared: true }, () =>
    appendFile(file, `${JSON.stringify(entry)}\n`, { mode: 0o600 }),
  );
}

/**
 * Removes the files of the days before that of a time, ISO 8601 in UTC. Other files stay.
 *
 * @throws AppError `storage.moderation_log`
 */
export async function removeFilesBefore(folder: string, time: string): Promise<void> {
  const firstDay = time.slice(0, 10);
  await locked(folder, { shared: true }, async () => {
    const old = [...(await files(folder, DAY)), ...(await files(folder, UNFINISHED))].filter(
      (file) => path.basename(file) < `moderation-${firstDay}`,
    );
    for (const file of old) await rm(file, { force: true });
  });
}

/**
 * In how many lines of all files a person or a server stands.
 *
 * @throws AppError `storage.moderation_log`
 */
export async function countInFiles(folder: string, owner: EntryOwner): Promise<number> {
  try {
    let count = 0;
    for (const file of await files(folder, DAY)) count += await countIn(file, owner);
    return count;
  } catch (cause) {
    throw failed(cause);
  }
}

/**
 * Takes a person or a server out of all files, beside processes that append to them. Each file is
 * replaced as a whole; after a kill it is as it was, and this is to be repeated.
 *
 * @throws AppError `storage.moderation_log`
 */
export async function removeFromFiles(folder: string, owner: EntryOwner): Promise<void> {
  try {
    for (const file of await files(folder, UNFINISHED))
      await locked(folder, { shared: false }, () => rm(file, { force: true }));
    for (const file of await files(folder, DAY))
      if ((await countIn(file, owner)) > 0)
        await locked(folder, { shared: false }, () => replace(file, owner));
  } catch (cause) {
    throw failed(cause);
  }
}

async function replace(file: string, owner: EntryOwner): Promise<void> {
  const temporary = `${file}.tmp`;
  await writeFile(temporary, linesWithout(file, owner), { mode: 0o600, flush: true });
  await rename(temporary, file);
  await syncFolder(path.dirname(file));
}

async function* linesWithout(file: string, owner: EntryOwner): AsyncGenerator<string> {
  for await (const line of linesOf(file)) {
    const left = lineWithout(line, owner);
    if (left !== null) yield `${left}\n`;
  }
}

async function countIn(file: string, owner: EntryOwner): Promise<number> {
  let count = 0;
  for await (const line of linesOf(file)) if (lineWithout(line, owner) !== line) count += 1;
  return count;
}

/** Null: nothing is left of it. */
function lineWithout(line: string, owner: EntryOwner): string | null {
  if (!line.includes(owner.id)) return line;
  const entry = entryIn(line);
  // What a crash has cut off.
  if (entry === null) return null;
  const left = withoutOwner(entry, owner);
  return left === entry ? line : left && JSON.stringify(left);
}

/** Unlike Node's own, it knows no end of a line but the one that separates entries. */
async function* linesOf(file: string): AsyncGenerator<string> {
  // Its time may be over since the folder was read.
  const handle = await unlessAbsent(() => open(file));
  if (handle === null) return;
  let rest = '';
  // It closes the file.
  for await (const chunk of handle.createReadStream({ encoding: 'utf8' })) {
    const lines = `${rest}${chunk}`.split('\n');
    rest = lines.pop() ?? '';
    yield* lines;
  }
  if (rest !== '') yield rest;
}

/** The paths of the files with such names; none where there is no folder. */
async function files(folder: string, pattern: RegExp): Promise<string[]> {
  const names = await unlessAbsent(() => readdir(folder));
  return (names ?? []).filter((name) => pattern.test(name)).map((name) => path.join(folder, name));
}

async function unlessAbsent<T>(work: () => Promise<T>): Promise<T | null> {
  try {
    return await work();
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return null;
    throw error;
  }
}

/** Does `work` while nobody replaces a file; without `shared`, while nobody writes at all. */
async function locked(
  folder: string,
  options: { readonly shared: boolean },
  work: () => Promise<void>,
): Promise<void> {
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const handle = await open(path.join(folder, LOCK_FILE), 'a+', 0o600);
    try {
      for (let attempt = 1; !tryLock(handle.fd, 0, 1, options); attempt += 1) {
        if (attempt === LOCK_ATTEMPTS) throw new Error('The files of the log stay locked');
        await setTimeout(LOCK_PAUSE_MS);
      }
      await work();
    } finally {
      await handle.close();
    }
  } catch (cause) {
    throw failed(cause);
  }
}

function failed(cause: unknown): AppError {
  if (cause instanceof AppError) return cause;
  return new AppError({
    code: 'storage.moderation_log',
    retryable: true,
    userMessage: FAILED,
    cause,
  });
}
