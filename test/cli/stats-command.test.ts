import path from 'node:path';

import { expect, it } from '@jest/globals';

import { runProgram } from '../../src/cli/program.js';
import { insertMany, MANY } from '../support/many-rows.js';
import { RecordingShell } from '../support/recording-shell.js';
import { temporaryDirectory } from '../support/temporary-directory.js';
import { openTestDatabase } from '../support/test-database.js';

it('nanobanana stats reads a part of many interactions and says about how many there are, unless it is asked to be exact', async () => {
  const dataDir = await temporaryDirectory();
  const { dataSource } = await openTestDatabase(path.join(dataDir, 'nanobanana.sqlite'));
  await insertMany(dataSource);
  await dataSource.destroy();
  const stats = async (...args: string[]) => {
    const recording = new RecordingShell({ BOT_DATA_DIR: dataDir });
    expect(await runProgram(['stats', ...args], recording.shell)).toBe(0);
    return recording.stdout;
  };
  const estimated = JSON.parse(await stats('--json'));
  // Their documents hold nothing.
  expect(estimated).toMatchObject({ isEstimate: true, read: 20_000, unreadable: 20_000 });
  expect(Math.abs(estimated.interactions / MANY - 1)).toBeLessThan(0.03);
  expect(await stats()).toMatch(/^Interactions {2}about [\d,]+; 20,000 of the 20,000 /);
  const exact = JSON.parse(await stats('--exact', '--json'));
  expect(exact).toMatchObject({ interactions: MANY, unreadable: MANY });
  expect(exact).not.toHaveProperty('isEstimate');
  // A file has one process at most.
  expect(exact).toMatchObject({ processes: null, unservedShards: null });
  expect(await stats()).not.toContain('At work');
});
