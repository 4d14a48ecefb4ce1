import { readFile, rename, writeFile } from 'node:fs/promises';
import { deserialize, serialize } from 'node:v8';
import { SandboxClock } from '../clock.js';
import { World } from './world.js';
import type { WorldContents } from './world.js';

const FORMAT = 'sandbox world';
const VERSION = 1;

interface WorldFile {
  readonly format: typeof FORMAT;
  readonly version: number;
  readonly clockOffsetMs: number;
  readonly contents: WorldContents;
}

function isWorldFile(value: unknown): value is WorldFile {
  return (
    typeof value === 'object' &&
    value !== null &&
    'format' in value &&
    value.format === FORMAT &&
    'version' in value &&
    value.version === VERSION
  );
}

/** Writes a world with the bytes of its files into one file, atomically. */
export async function saveWorld(world: World, path: string): Promise<void> {
  const file: WorldFile = {
    format: FORMAT,
    version: VERSION,
    clockOffsetMs: world.clock.offsetMs,
    contents: world.contents(),
  };
  const temporary = `${path}.${process.pid}.tmp`;
  await writeFile(temporary, serialize(file), { mode: 0o600 });
  await rename(temporary, path);
}

function isMissing(error: unknown): boolean {
  return typeof error === 'object' && error !== null && Reflect.get(error, 'code') === 'ENOENT';
}

/**
 * Reads a world that {@link saveWorld} wrote; undefined if there is no such file. Throws for other
 * files.
 */
export async function loadWorld(path: string): Promise<World | undefined> {
  let bytes: Buffer;
  try {
    bytes = await readFile(path);
  } catch (error) {
    if (!isMissing(error)) {
      throw error;
    }
    return undefined;
  }
  const value: unknown = deserialize(bytes);
  if (!isWorldFile(value)) {
    throw new Error(`${path} is not a world of this sandbox.`);
  }
  return new World(new SandboxClock(value.clockOffsetMs), value.contents);
}
