import path from 'node:path';

import { describe, expect, it } from '@jest/globals';

import { COMMANDS } from '../../src/cli/commands.js';
import { runProgram } from '../../src/cli/program.js';
import { RecordingShell } from '../support/recording-shell.js';
import { temporaryDirectory } from '../support/temporary-directory.js';

async function run(...args: string[]) {
  const dataDir = path.join(await temporaryDirectory(), 'data');
  const recording = new RecordingShell({ BOT_DATA_DIR: dataDir, DISCORD_TOKEN: 'a-token' });
  const code = await runProgram(args, recording.shell);
  return { code, stdout: recording.stdout, stderr: recording.stderr };
}

const NAMES = COMMANDS.map((make) => make(new RecordingShell().shell).name());

describe('the command line', () => {
  it('the command line lists every command with what it does, and the exit codes', async () => {
    const { code, stdout, stderr } = await run('--help');
    expect([code, stderr]).toEqual([0, '']);
    for (const name of NAMES) expect(stdout).toMatch(new RegExp(`^  ${name} .*\\w`, 'm'));
    expect(stdout).toContain('Exit codes: 0 done; 1 ');
  });

  it('the command line says its version', async () => {
    expect(await run('--version')).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/^\d+\./),
    });
  });

  it.each(NAMES.filter((name) => name !== 'start'))(
    'the command line explains %s by examples',
    async (name) => {
      const { code, stdout } = await run(name, '--help');
      expect(code).toBe(0);
      expect(stdout).toContain(`Usage: nanobanana ${name}`);
      expect(stdout).toMatch(new RegExp(`Examples:\n(?:  nanobanana ${name}.*  \\w.*\n?)+`));
      expect(stdout).toContain('--json');
    },
  );

  it.each([
    [['dance'], "unknown command 'dance'"],
    [['cleanup'], "required option '--max-age-days <days>' not specified"],
    [['cleanup', '--max-age-days', 'soon'], 'a whole number from 0 to 36500'],
    [['cleanup', '--max-age-days', '-1'], 'a whole number from 0 to 36500'],
    [['cleanup', '--max-age-days', '1.5'], 'a whole number from 0 to 36500'],
    [['cleanup', '--max-age-days', '36501'], 'a whole number from 0 to 36500'],
    [['show'], "missing required argument 'interaction id'"],
    [['stats', '--loud'], "unknown option '--loud'"],
    [['verify', 'everything'], 'too many arguments'],
  ])('the command line refuses %j with 64, and says why', async (args, why) => {
    const { code, stdout, stderr } = await run(...args);
    expect(code).toBe(64);
    expect(stderr).toContain(why);
    expect(stdout).toBe('');
  });

  it.each([
    ['stats'],
    ['verify'],
    ['show', '3f2b8c1e-9d4a-4c77-8b21-5a6f0e9d1c2b'],
    ['cleanup', '--max-age-days', '30'],
  ])('the command line says where it looked when there is no database: %s', async (...args) => {
    const { code, stdout, stderr } = await run(...args);
    expect(code).toBe(74);
    expect(stderr).toMatch(/^There is no database at .*data\/nanobanana\.sqlite\./);
    expect(stdout).toBe('');
  });

  it('the command line makes a database, once', async () => {
    const dataDir = path.join(await temporaryDirectory(), 'data');
    const migrate = async () => {
      const recording = new RecordingShell({ BOT_DATA_DIR: dataDir });
      expect(await runProgram(['migrate', '--json'], recording.shell)).toBe(0);
      const { migrations }: { migrations: string[] } = JSON.parse(recording.stdout);
      return migrations;
    };
    expect(await migrate()).toContain('FindUnused1798100000000');
    expect(await migrate()).toEqual([]);
  });

  it('the command line says of a wrong configuration what is wrong with it', async () => {
    const recording = new RecordingShell({ RETENTION_DAYS: 'many' });
    expect(await runProgram(['stats'], recording.shell)).toBe(78);
    expect(recording.stderr).toContain('RETENTION_DAYS must be a whole number from 0 to 36500');
  });
});
