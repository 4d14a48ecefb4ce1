import { describe, expect, it } from '@jest/globals';

import { appErrorOf } from '../support/app-error-of.js';
import { RecordingShell } from '../support/recording-shell.js';

const QUESTION = 'All 3 interactions go.';

describe('the shell of a command', () => {
  it('the shell writes results as lines, or as one JSON text', () => {
    const recording = new RecordingShell();
    recording.shell.result({ a: 1 }, ['one', 'two']);
    expect(recording.stdout).toBe('one\ntwo\n');
    recording.shell.isJson = true;
    recording.shell.result({ a: 1 }, ['one', 'two']);
    expect(JSON.parse(recording.stdout.slice('one\ntwo\n'.length))).toEqual({ a: 1 });
    expect(recording.stderr).toBe('');
  });

  it('the shell keeps all else away from the results', () => {
    const recording = new RecordingShell();
    recording.shell.note('by the way');
    expect([recording.stdout, recording.stderr]).toEqual(['', 'by the way\n']);
  });

  it('the shell lets no secret of the environment out', () => {
    const recording = new RecordingShell({
      DISCORD_TOKEN: 'token-1',
      GOOGLE_API_KEY: 'key-2',
      GEMINI_API_KEY: 'key-3',
    });
    recording.shell.result({}, ['a token-1 b', 'c key-2 d']);
    recording.shell.note('e key-3 f');
    recording.shell.isJson = true;
    recording.shell.result({ said: 'token-1' }, []);
    expect(`${recording.stdout}${recording.stderr}`).not.toMatch(/token-1|key-\d/);
    expect(recording.stdout).toContain('a [secret] b\nc [secret] d\n');
  });

  it('the shell writes nothing that a terminal would obey or hide', () => {
    const recording = new RecordingShell();
    const hostile = 'a\u001b[2J\u009b31mb\u202ec\u200bd\u0007\n👨‍👩‍👧';
    recording.shell.result({}, [hostile]);
    recording.shell.note(hostile);
    expect([recording.stdout, recording.stderr]).toEqual(Array(2).fill('a[2J31mbcd\n👨‍👩‍👧\n'));
    recording.shell.isJson = true;
    recording.shell.result({ said: hostile }, []);
    const json = recording.stdout.slice('a[2J31mbcd\n👨‍👩‍👧\n'.length);
    // oxlint-disable-next-line no-control-regex
    expect(json).not.toMatch(/[\u001b\u0007\u009b\u202e\u200b]/);
    expect(JSON.parse(json)).toEqual({ said: hostile });
  });

  it.each([
    ['yes', true],
    ['YES ', true],
    ['y', false],
    ['no', false],
    ['', false],
  ])('the shell takes %j for an answer: %s', async (answer, isConfirmed) => {
    const recording = new RecordingShell({}, answer);
    expect(await recording.shell.confirm(QUESTION)).toBe(isConfirmed);
    expect(recording.stderr).toContain(`${QUESTION} Type yes to go on: `);
    expect(recording.stdout).toBe('');
  });

  it('the shell asks nobody where there is no terminal', async () => {
    const error = await appErrorOf(new RecordingShell().shell.confirm(QUESTION));
    expect(error.code).toBe('usage.no_terminal');
    expect(error.userMessage).toContain('--yes');
  });
});
