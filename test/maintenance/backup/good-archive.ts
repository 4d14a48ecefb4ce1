import { readdir, readFile } from 'node:fs/promises';

import { expect } from '@jest/globals';

import { appErrorOf } from '../../support/app-error-of.js';
import { completed, type TestEntry } from '../../support/archives.js';
import { INTERACTION_ID } from '../../support/states.js';
import { backUp, fill, storedWorld, UNSTOPPED } from './stored-world.js';

/** The entry of the rich interaction. */
export const RICH = `interactions/${INTERACTION_ID}.json`;

/** A backup as it has to be, and what a tamperer makes of it. */
export class GoodArchive {
  private constructor(
    readonly entries: readonly TestEntry[],
    /** The whole archive, compressed. */
    readonly bytes: Buffer,
  ) {}

  static async make(): Promise<GoodArchive> {
    const world = await storedWorld();
    await fill(world);
    const { report, entries } = await backUp(world);
    return new GoodArchive(entries, await readFile(report.file));
  }

  /** Its first image. */
  get image(): TestEntry {
    return this.entries.find(({ name }) => name.includes('_images/'))!;
  }

  /** The entries with one of them changed. */
  changed(name: string, change: (entry: TestEntry) => TestEntry): TestEntry[] {
    return this.entries.map((entry) => (entry.name === name ? change(entry) : entry));
  }

  /** The same with other bytes in an entry. */
  withBytes(name: string, bytes: Buffer | string): TestEntry[] {
    return this.changed(name, (entry) => ({ ...entry, bytes }));
  }

  /** The same with a change in the JSON of an entry. */
  withJson(name: string, change: object): TestEntry[] {
    return this.changed(name, (entry) => {
      const json: object = JSON.parse(entry.bytes.toString());
      return { name, bytes: JSON.stringify({ ...json, ...change }) };
    });
  }

  /** A good archive with something more behind the first entry. */
  withExtra(extra: TestEntry): TestEntry[] {
    return completed([this.entries[0]!, extra, ...this.entries.slice(1)]);
  }
}

/** Restores an archive that must be refused, and gives the reason; nothing of it may be there. */
export async function refusalOf(file: string): Promise<string> {
  const world = await storedWorld();
  const error = await appErrorOf(world.restore.run(file, UNSTOPPED));
  expect(error).toMatchObject({ code: 'storage.archive_refused', retryable: false });
  expect(await world.persistence.stats()).toEqual({ interactions: 0, imageBytes: 0 });
  expect(await readdir(world.dir, { recursive: true })).toEqual([]);
  const intro = 'This archive is refused, and nothing of it was restored: ';
  expect(error.userMessage.startsWith(intro)).toBe(true);
  return error.userMessage.slice(intro.length);
}
