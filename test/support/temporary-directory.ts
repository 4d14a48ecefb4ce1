import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { afterEach } from '@jest/globals';

const made: string[] = [];

/** A database that is just being closed may still make a file in it. */
const REMOVAL = { recursive: true, force: true, maxRetries: 10, retryDelay: 50 };

afterEach(async () => {
  for (const dir of made.splice(0)) await rm(dir, REMOVAL);
});

/** A new, empty directory that is removed after the test. */
export async function temporaryDirectory(): Promise<string> {
  const dir = await mkdtemp(path.join(tmpdir(), 'nanobanana-test-'));
  made.push(dir);
  return dir;
}
