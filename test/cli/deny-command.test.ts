import { expect, it } from '@jest/globals';

import { runProgram } from '../../src/cli/program.js';
import { RecordingShell } from '../support/recording-shell.js';
import { temporaryDirectory } from '../support/temporary-directory.js';
import { openTestDatabase } from '../support/test-database.js';

const ANN = '200000000000000001';
const BEN = '200000000000000002';

it('nanobanana deny shuts people out and lists them, and allow lets them in again', async () => {
  const { dataSource, url } = await openTestDatabase();
  await dataSource.destroy();
  const BOT_DATA_DIR = await temporaryDirectory();
  const run = async (...args: string[]) => {
    const recording = new RecordingShell({ BOT_DATA_DIR, DATABASE_URL: url });
    return { code: await runProgram(args, recording.shell), ...outputOf(recording) };
  };
  expect(await run('deny')).toMatchObject({ code: 0, stdout: 'Nobody is shut out.\n' });
  expect((await run('deny', BEN, ANN)).stdout).toBe(`2 people are shut out:\n  ${ANN}\n  ${BEN}\n`);
  const { stdout } = await run('allow', BEN, '--json');
  expect(JSON.parse(stdout)).toEqual({ denied: [ANN] });
  // One wrong id changes nothing.
  const refused = await run('deny', BEN, 'ben');
  expect(refused.code).toBe(64);
  expect(refused.stderr).toContain('ben is not the id of a person');
  expect((await run('deny')).stdout).toBe(`1 person is shut out:\n  ${ANN}\n`);
});

function outputOf({ stdout, stderr }: RecordingShell) {
  return { stdout, stderr };
}
