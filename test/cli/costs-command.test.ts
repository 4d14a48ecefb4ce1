import path from 'node:path';

import { expect, it } from '@jest/globals';

import { runProgram } from '../../src/cli/program.js';
import { Ledger } from '../../src/persistence/ledger.js';
import { systemClock } from '../../src/platform/clock.js';
import { RecordingShell } from '../support/recording-shell.js';
import { ANN, limits, spending } from '../support/spendings.js';
import { temporaryDirectory } from '../support/temporary-directory.js';
import { openTestDatabase } from '../support/test-database.js';

async function setUp() {
  const dataDir = await temporaryDirectory();
  const { dataSource } = await openTestDatabase(path.join(dataDir, 'nanobanana.sqlite'));
  const ledger = new Ledger(dataSource, systemClock);
  for (const [id, microDollars] of [
    ['one', 40_000],
    ['two', 2_500],
  ] as const) {
    await ledger.reserve(spending(id), 1, limits());
    await ledger.begin(spending(id), `attempt of ${id}`, limits());
    await ledger.settle(`attempt of ${id}`, microDollars);
  }
  await dataSource.destroy();
  return async (...args: string[]) => {
    const recording = new RecordingShell({ BOT_DATA_DIR: dataDir });
    expect(await runProgram(['costs', ...args], recording.shell)).toBe(0);
    return recording.stdout;
  };
}

it('nanobanana costs tells people and machines what was spent, by what they ask for', async () => {
  const costs = await setUp();
  expect(await costs('--by', 'person')).toMatch(
    new RegExp(
      `^Since \\d{4}-\\d\\d-\\d\\d: \\$0\\.04 for 2 calls\\n +\\$0\\.04 {2}${ANN} \\(2 calls\\)`,
    ),
  );
  expect(JSON.parse(await costs('--by', 'model', '--json'))).toMatchObject({
    by: 'model',
    calls: 2,
    microDollars: 42_500,
    rows: [{ model: 'a model', calls: 2, unpriced: 0, microDollars: 42_500 }],
  });
  expect(JSON.parse(await costs('--json'))).toMatchObject({ by: 'day', rows: [{ calls: 2 }] });
});
