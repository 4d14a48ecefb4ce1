/**
 * The projects that the tests run in. `x.test.ts` runs with `npm test`, `x.long.test.ts` only with
 * `npm run test:all`; test/README.md says what belongs where.
 */

import { fileURLToPath } from 'node:url';

import { storingSuites } from './test/support/postgres/suites.mjs';

/** What every project shares. */
const SHARED = {
  extensionsToTreatAsEsm: ['.ts'],
  globalSetup: '<rootDir>/test/global-setup.mjs',
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
  roots: ['<rootDir>/test'],
  setupFiles: ['reflect-metadata'],
  setupFilesAfterEnv: ['<rootDir>/test/support/bytes-equality.mjs'],
  testEnvironment: 'node',
  transform: {
    '^.+\\.ts$': [
      '@swc/jest',
      {
        jsc: {
          target: 'es2022',
          parser: { syntax: 'typescript', decorators: true },
          transform: {
            legacyDecorator: true,
            decoratorMetadata: true,
            useDefineForClassFields: false,
          },
        },
        module: { type: 'es6' },
        sourceMaps: 'inline',
      },
    ],
  },
};

/** Nothing that passes between a sandbox and its bot is recorded. */
const UNRECORDED = { setupFiles: [...SHARED.setupFiles, '<rootDir>/test/support/unrecorded.mjs'] };

/** About PostgreSQL alone; these run in projects of their own. */
const NOT_HERE = '!**/*.postgres.{test,long.test}.ts';

/** The tests of some folders, in two projects: what `npm test` runs, and the rest. */
function projects(name, folders, more = {}) {
  const ending = (end) => folders.map((folder) => `<rootDir>/test/${folder}*${end}`);
  return [
    {
      ...SHARED,
      ...more,
      displayName: name,
      testMatch: [...ending('.test.ts'), '!**/*.long.test.ts', NOT_HERE],
    },
    {
      ...SHARED,
      ...more,
      displayName: `${name}-long`,
      testMatch: [...ending('.long.test.ts'), NOT_HERE],
    },
  ];
}

/** Of the suites that store something, those that run on PostgreSQL each time. */
const ON_POSTGRES = [
  'beginnings',
  'duties',
  'duties-held',
  'duty-turns',
  'expansions',
  'former-version',
  'gateway-sessions',
  'duty-succession',
  'generation-leases',
  'ledger',
  'locks/restore-turn',
  'ledger-rooms',
  'many-interactions',
  'model-records',
  'persistence-service',
  'person-history',
  'person-slots',
  'person-storage',
  'person-requests',
  'spending-report',
  'unfinished-generations',
  'waiting-places',
]
  .map((suite) => `persistence/${suite}.test.ts`)
  .concat('generation/several-processes.test.ts');

/** What could go wrong where each statement may go to another connection. */
const THROUGH_PGBOUNCER = ['duties', 'generation-leases', 'persistence-service'].map(
  (suite) => `persistence/${suite}.test.ts`,
);

/**
 * Every suite that stores something runs once more with PostgreSQL behind `openTestDatabase`, but
 * for those called `x.sqlite.test.ts`, about SQLite alone. `x.postgres.test.ts` runs here only.
 */
function onPostgres(name, suites, database = 'postgres') {
  return {
    ...SHARED,
    ...UNRECORDED,
    displayName: name,
    globals: { TEST_DATABASE: database },
    testMatch: suites.map((suite) => `<rootDir>/test/${suite}`),
  };
}

const STORING = storingSuites(fileURLToPath(new URL('test', import.meta.url)));

export default {
  testTimeout: 180_000,
  // Modules of finished suites stay in a worker's memory; it starts anew before they fill it.
  workerIdleMemoryLimit: '700MB',
  projects: [
    ...projects('unit', ['', '!(e2e|playground|kill)/**/'], UNRECORDED),
    ...projects('e2e', ['e2e/', 'kill/']),
    ...projects('playground', ['playground/**/']),
    onPostgres('postgres', [...ON_POSTGRES, '**/*.postgres.test.ts']),
    onPostgres('postgres-long', [
      ...STORING.filter((suite) => !ON_POSTGRES.includes(suite)),
      '**/*.postgres.long.test.ts',
    ]),
    onPostgres('pgbouncer-long', THROUGH_PGBOUNCER, 'pgbouncer'),
  ],
};
