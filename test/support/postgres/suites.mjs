/**
 * Which suites run on both databases, found by what they import, so that no list has to be kept.
 */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** Whoever asks it for a database gets one of the engine that the project runs on. */
const TEST_DATABASE = 'support/test-database.ts';

/** Run by projects of their own. */
const ELSEWHERE = /^(?:e2e|kill|playground)\//;

/** About one database alone. */
const OF_ONE_DATABASE = /\.(?:sqlite|postgres)\.(?:long\.)?test\.ts$/;

const IMPORT = /(?:^(?:import|export)\s[^'"]*|import\()['"](\.{1,2}\/[^'"]+)\.js['"]/gm;

/**
 * The suites of the unit tests that store something in a test database, by themselves or by what
 * they import; paths below the folder of the tests.
 *
 * @param {string} tests the folder of the tests.
 * @returns {string[]}
 */
export function storingSuites(tests) {
  const stores = new Map([[TEST_DATABASE, true]]);
  /** Whether a file uses the test database; in a circle of imports, one of the others tells. */
  const usesDatabase = (file) => {
    const known = stores.get(file);
    if (known !== undefined) return known;
    stores.set(file, false);
    const uses = importsOf(tests, file).some(usesDatabase);
    stores.set(file, uses);
    return uses;
  };
  return readdirSync(tests, { recursive: true })
    .map((file) => file.replaceAll(path.sep, '/'))
    .filter((file) => file.endsWith('.test.ts'))
    .filter((file) => !ELSEWHERE.test(file) && !OF_ONE_DATABASE.test(file))
    .filter(usesDatabase);
}

/** The files of the tests that a file imports. */
function importsOf(tests, file) {
  const text = readFileSync(path.join(tests, file), 'utf8');
  return [...text.matchAll(IMPORT)]
    .map(([, name]) => path.posix.join(path.posix.dirname(file), `${name}.ts`))
    .filter((imported) => !imported.startsWith('..'));
}
