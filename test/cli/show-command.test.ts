import { describe, expect, it } from '@jest/globals';

import { runProgram } from '../../src/cli/program.js';
import { newInteractionState } from '../support/states.js';
import { RecordingShell } from '../support/recording-shell.js';
import { temporaryDirectory } from '../support/temporary-directory.js';
import { openTestDatabase } from '../support/test-database.js';

const IDS = [
  '42cc59d3-0000-4000-8000-000000000001',
  '42cc59d3-0000-4000-8000-000000000002',
  '42cc59d4-0000-4000-8000-000000000003',
];

/** What `nanobanana show` says of these interactions. */
async function show(wanted: string, prompt = 'a cat') {
  const database = await openTestDatabase();
  for (const id of IDS) {
    const state = { id, requestMessageId: null, originalPrompt: prompt };
    await database.persistence.create(newInteractionState(state));
  }
  await database.dataSource.destroy();
  const recording = new RecordingShell({
    BOT_DATA_DIR: await temporaryDirectory(),
    DATABASE_URL: database.url,
  });
  const code = await runProgram(['show', wanted], recording.shell);
  return { code, stdout: recording.stdout, stderr: recording.stderr };
}

describe('nanobanana show', () => {
  it.each([IDS[2]!, '42cc59d4', '42CC59D4', '42cc59d4-0000-4'])(
    'the command finds the one interaction whose id begins with %s',
    async (wanted) => {
      const { code, stdout } = await show(wanted);
      expect(code).toBe(0);
      expect(stdout).toContain(`Interaction    ${IDS[2]}, version 1`);
    },
  );

  it('the command lists the interactions of a beginning that several have', async () => {
    const { code, stdout, stderr } = await show('42cc59d3');
    expect(code).toBe(64);
    expect(stdout).toBe('');
    expect(stderr.trimEnd().split('\n').slice(1)).toEqual(IDS.slice(0, 2));
  });

  it.each(['42cc59d', '42cc59d5', 'ffffffff', "42cc59d3' OR 1=1"])(
    'the command finds nothing for %s',
    async (wanted) => {
      const { code, stderr } = await show(wanted);
      expect(code).toBe(66);
      expect(stderr).toContain(`There is no interaction ${wanted.toLowerCase()}`);
    },
  );

  it('the command shows further lines of a prompt below its first, and nothing that a terminal obeys', async () => {
    const { stdout } = await show('42cc59d4', 'a cat\u001b[2J\nCard           not posted');
    expect(stdout).toContain('Asked for      a cat[2J\n               Card           not posted\n');
  });
});
