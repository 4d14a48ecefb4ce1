import { describe, expect, it } from '@jest/globals';

import { runProgram } from '../../src/cli/program.js';
import type { OutputItem } from '../../src/interactions/interaction-state.js';
import { making, newInteractionState, outputItem } from '../support/states.js';
import { AUTOMATIC_SETTINGS } from '../../src/interactions/settings.js';
import { RecordingShell } from '../support/recording-shell.js';
import { temporaryDirectory } from '../support/temporary-directory.js';
import { openTestDatabase } from '../support/test-database.js';

const IDS = [
  '42cc59d3-0000-4000-8000-000000000001',
  '42cc59d3-0000-4000-8000-000000000002',
  '42cc59d4-0000-4000-8000-000000000003',
];

/** What `nanobanana show` says of these interactions. */
async function show(wanted: string, prompt = 'a cat', outputs: OutputItem[] = []) {
  const database = await openTestDatabase();
  for (const id of IDS) {
    const state = { id, requestMessageId: null, originalPrompt: prompt, outputs };
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

  it('the command shows how an output was made: who asked, from what, how long it took, and its tokens', async () => {
    const made = making({
      requestedBy: '7',
      source: { kind: 'output', index: 0 },
      settings: { ...AUTOMATIC_SETTINGS, aspectRatio: '16:9', count: 4 },
      tokens: { prompt: 11, image: 1120, text: null, thoughts: 40 },
      durationMs: 12_340,
    });
    const { stdout } = await show('42cc59d4', 'a cat', [outputItem({ making: made })]);
    expect(stdout).toContain(
      'asked by user 7, from output 1, 16:9, 4 pictures, in 12.3 s, tokens: 11 prompt, 1120 image, 40 thoughts\n',
    );
  });

  it('the command shows further lines of a prompt below its first, and nothing that a terminal obeys', async () => {
    const { stdout } = await show('42cc59d4', 'a cat\u001b[2J\nCard           not posted');
    expect(stdout).toContain('Asked for      a cat[2J\n               Card           not posted\n');
  });
});
