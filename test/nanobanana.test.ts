import { execFile } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';

import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';

import { temporaryDirectory } from './support/temporary-directory.js';

const PROGRAM = path.resolve('dist/src/nanobanana.js');

/** What Node writes about the scripts that a process has run. */
const COVERAGE = z.object({ result: z.array(z.object({ url: z.string() })) });

/** The files that the command line runs for these arguments. */
async function loadedBy(...args: string[]): Promise<string[]> {
  const coverageDir = await temporaryDirectory();
  const env = { ...process.env, NODE_V8_COVERAGE: coverageDir };
  await promisify(execFile)(process.execPath, [PROGRAM, ...args], { env });
  const files = await readdir(coverageDir);
  const texts = await Promise.all(
    files.map((file) => readFile(path.join(coverageDir, file), 'utf8')),
  );
  return texts.flatMap((text) => COVERAGE.parse(JSON.parse(text)).result.map(({ url }) => url));
}

describe('the command line', () => {
  it.each(['--help', '--version'])(
    'the command line loads neither the database nor Discord’s client to answer %s',
    async (option) => {
      const loaded = await loadedBy(option);
      expect(loaded.filter((url) => url.endsWith('/commander/lib/command.js'))).toHaveLength(1);
      const heavy =
        /\/node_modules\/(?:typeorm|tsyringe|reflect-metadata|sqlite3|sharp|discord\.js)\//;
      expect(loaded.filter((url) => heavy.test(url))).toEqual([]);
    },
  );
});
