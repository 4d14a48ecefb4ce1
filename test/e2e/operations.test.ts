import { existsSync } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';

import { expect, it } from '@jest/globals';

import { preview, result } from '../support/e2e-cards.js';
import { E2eWorld, runToEnd, temporaryDirectory } from '../support/e2e-world.js';
import { photo } from '../support/pictures.js';
import { interactionIdOf } from '../support/e2e-card-look.js';

it('a wrong configuration is told at once and whole, with exit code 78, and nothing is created', async () => {
  const dataDir = path.join(await temporaryDirectory(), 'bot_data');
  const { code, output } = await runToEnd({
    BOT_DATA_DIR: dataDir,
    LOG_LEVEL: 'loud',
    GENERATION_CONCURRENCY: 'many',
    GOOGLE_API_KEY: 'a-secret-key',
  });
  expect(code).toBe(78);
  for (const variable of ['DISCORD_TOKEN', 'LOG_LEVEL', 'GENERATION_CONCURRENCY']) {
    expect(output).toMatch(new RegExp(`^  ${variable} .*for example`, 'm'));
  }
  expect(output).not.toContain('a-secret-key');
  expect(existsSync(dataDir)).toBe(false);
});

it('the data directory belongs to one process, and a second one says who holds it', async () => {
  const world = await E2eWorld.start();
  const second = await runToEnd(world.env);
  expect(second.code).toBe(75);
  expect(second.output).toContain(`in use by process ${world.bot.pid}`);
  await preview(world.sandbox.user('ann'), 'a cat');
});

it('the data directory can be read by its owner only, and is free again after a SIGKILL', async () => {
  const world = await E2eWorld.start();
  const ann = world.sandbox.user('ann');
  const bytes = await photo(64, 48).png().toBuffer();
  await result(ann, 'a cat', { files: [{ name: 'p.png', bytes }] });
  const entries = await readdir(world.dataDir, { recursive: true, withFileTypes: true });
  const modes = await Promise.all(
    [{ parentPath: world.dataDir, name: '.' }, ...entries].map(async ({ parentPath, name }) => {
      const { mode } = await stat(path.join(parentPath, name));
      return [name, (mode & 0o777).toString(8)];
    }),
  );
  for (const [name, mode] of modes) {
    const isFolder = name === '.' || name?.endsWith('_images');
    expect([name, mode]).toEqual([name, isFolder ? '700' : '600']);
  }
  await world.killAndRestart();
});

it.each(['SIGTERM', 'SIGINT'] as const)('a stop by %s ends with exit code 0', async (signal) => {
  const world = await E2eWorld.start();
  await result(world.sandbox.user('ann'), 'a cat');
  expect(await world.bot.stop(signal)).toBe(0);
  await world.sandbox.botOffline();
});

it('/help says how to make a picture, and /status how the bot is', async () => {
  const { sandbox } = await E2eWorld.start();
  const ann = sandbox.user('ann');
  await preview(ann, 'a cat');
  const help = await ann.command('help');
  expect(help.ephemeral?.content).toContain('Mention me with a prompt');
  const status = await ann.command('status');
  await status.message?.changed(({ content }) => content !== '');
  const text = status.message?.content;
  expect(text).toContain('**Requests kept from this server** 1');
  expect(text).not.toMatch(/Servers|Disk/);
  expect(text).toMatch(/\*\*Version\*\* \d+\.\d+\.\d+/);
  expect(text).toMatch(/\*\*Latency\*\* /);
  expect(text).toMatch(/\*\*Up for\*\* 0 min/);
});

it('the log tells each answer with interaction id, user id, action and duration, without prompts', async () => {
  const { sandbox, bot } = await E2eWorld.start({ env: { LOG_LEVEL: 'info' } });
  const ann = sandbox.user('ann');
  const card = await result(ann, 'a secret garden');
  await (await ann.openModal(card, 'Edit Prompt')).submit({ prompt: 'a secret door' });
  const line = await bot.logged('Answered', ({ action }) => action === 'process_request_button');
  expect(line).toMatchObject({
    level: 'info',
    userId: expect.stringMatching(/^person [0-9a-f]{12}$/),
    interactionId: interactionIdOf(card),
    durationMs: expect.any(Number),
  });
  const mention = await bot.logged('Answered', ({ action }) => action === 'mention');
  expect(mention).toMatchObject({ userId: line['userId'], interactionId: line['interactionId'] });
  expect(bot.output).not.toContain('secret');
  expect(bot.output).not.toContain(sandbox.token);
});
