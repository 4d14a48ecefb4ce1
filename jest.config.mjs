/**
 * The projects that the tests run in. `x.test.ts` runs with `npm test`, `x.long.test.ts` only with
 * `npm run test:all`; test/README.md says what belongs where.
 */

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

/** The tests of some folders, in two projects: what `npm test` runs, and the rest. */
function projects(name, folders, more = {}) {
  const ending = (end) => folders.map((folder) => `<rootDir>/test/${folder}*${end}`);
  return [
    {
      ...SHARED,
      ...more,
      displayName: name,
      testMatch: [...ending('.test.ts'), '!**/*.long.test.ts'],
    },
    { ...SHARED, ...more, displayName: `${name}-long`, testMatch: ending('.long.test.ts') },
  ];
}

/** Suites about what is stored, which run on both databases. */
const ON_POSTGRES = [
  'beginnings',
  'duties',
  'duty-turns',
  'gateway-sessions',
  'duty-succession',
  'generation-leases',
  'persistence-service',
];
/** The same, of which SQLite is proof enough for every run. */
const ON_POSTGRES_LONG = [
  'persistence/interaction-inventory-orphans',
  'maintenance/backup/{damaged-archives,hostile-contents,hostile-entries,restore}',
  'maintenance/import/bot-data-problems',
  'maintenance/retention/{cleanup,retention-change}',
];

/** Suites of the unit tests once more, with PostgreSQL behind `openTestDatabase`. */
function onPostgres(name, suites) {
  return {
    ...SHARED,
    ...UNRECORDED,
    displayName: name,
    globals: { TEST_DATABASE: 'postgres' },
    testMatch: suites.map((suite) => `<rootDir>/test/${suite}.test.ts`),
  };
}

export default {
  testTimeout: 180_000,
  // Modules of finished suites stay in a worker's memory; it starts anew before they fill it.
  workerIdleMemoryLimit: '700MB',
  projects: [
    ...projects('unit', ['', '!(e2e|playground|kill)/**/'], UNRECORDED),
    ...projects('e2e', ['e2e/', 'kill/']),
    ...projects('playground', ['playground/**/'], UNRECORDED),
    onPostgres(
      'postgres',
      ON_POSTGRES.map((suite) => `persistence/${suite}`),
    ),
    onPostgres('postgres-long', ON_POSTGRES_LONG),
  ],
};
