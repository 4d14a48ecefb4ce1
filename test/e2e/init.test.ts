import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';

import { expect, it } from '@jest/globals';

import { cli, CLI_FILE } from '../support/e2e-cli.js';
import { E2eWorld, spawnBot } from '../support/e2e-world.js';
import { endAfterTest } from '../support/endings.js';

it('nanobanana init makes .env at a terminal that shows no secret, and the bot starts with it', async () => {
  const world = await E2eWorld.withoutBot();
  const { PATH = '' } = process.env;
  const { DISCORD_API_URL } = world.env;
  // A terminal of its own: a pipe would show nothing of what is typed anyway.
  const child = spawn(
    'script',
    ['--quiet', '--return', '--command', `'${process.execPath}' '${CLI_FILE}' init`, '/dev/null'],
    { cwd: world.cwd, env: { PATH, SHELL: '/bin/sh', DISCORD_API_URL } },
  );
  endAfterTest(async () => child.kill('SIGKILL'));
  const ended = once(child, 'close');
  let shown = '';
  child.stdout.on('data', (chunk: Buffer) => {
    shown += chunk.toString();
    child.emit('output');
  });
  const answer = async (question: RegExp, text: string) => {
    while (!question.test(shown)) {
      await Promise.race([
        once(child, 'output'),
        ended.then(() => Promise.reject(new Error(`It ended:\n${shown}`))),
      ]);
    }
    child.stdin.write(`${text}\r`);
  };
  await answer(/Bot token .*: $/, 'MTA0.a-wrong-token');
  await answer(/does not accept[^]*Bot token .*: $/, world.sandbox.token);
  await answer(/Gemini key .*: $/, '');
  await ended;

  expect(child.exitCode).toBe(0);
  expect(shown).toMatch(/https:\/\/discord\.com\/oauth2\/authorize\?client_id=\d+&/);
  expect(shown).not.toContain('a-wrong-token');
  expect(shown).not.toContain(world.sandbox.token);
  const file = path.join(world.cwd, '.env');
  expect(await readFile(file, 'utf8')).toMatch(/^DISCORD_TOKEN=.+\nIMAGE_MODEL=offline$/m);
  expect((await stat(file)).mode & 0o777).toBe(0o600);
  const written = new Set(['DISCORD_TOKEN', 'IMAGE_MODEL']);
  const rest = Object.entries(world.env).filter(([name]) => !written.has(name));
  await spawnBot({ env: Object.fromEntries(rest), cwd: world.cwd }).ready();
});

it('nanobanana init without a terminal says what to do instead, and writes nothing', async () => {
  const world = await E2eWorld.withoutBot();
  const { code, stdout, stderr } = await cli(world, ['init']);
  expect([code, stdout]).toEqual([64, '']);
  expect(stderr).toContain('There is no terminal to ask on. Run it in one, or write .env by hand.');
  await expect(stat(path.join(world.cwd, '.env'))).rejects.toThrow('ENOENT');
});
