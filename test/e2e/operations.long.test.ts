import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';

import { expect, it } from '@jest/globals';

import { preview } from '../support/e2e-cards.js';
import { E2eDatabase } from '../support/e2e-database.js';
import { request } from '../sandbox/raw-bot.js';
import { E2eWorld, runToEnd, spawnBot } from '../support/e2e-world.js';

const COMMANDS = '/applications/:id/commands';

it('a wrong configuration includes a token that Discord refuses', async () => {
  const world = await E2eWorld.withoutBot();
  const refused = await runToEnd({ ...world.env, DISCORD_TOKEN: 'wrong-secret-token' });
  expect(refused.code).toBe(78);
  expect(refused.output).toContain('Discord does not accept DISCORD_TOKEN');
  expect(refused.output).not.toContain('wrong-secret-token');
});

it('a bot that is told to hold waits with a wrong configuration until it is stopped', async () => {
  const { env, cwd } = await E2eWorld.withoutBot();
  const wrong = { ...env, DISCORD_TOKEN: 'wrong-secret-token', HOLD_WHEN_MISCONFIGURED: 'true' };
  const bot = spawnBot({ cwd, env: wrong });
  await bot.wrote(/It waits until it is stopped/);
  expect(bot.output).toContain('Discord does not accept DISCORD_TOKEN');
  expect(bot.hasEnded).toBe(false);
  bot.signal('SIGTERM');
  expect(await bot.ended()).toBe(78);
});

it('a start without a network says what to do, in words for whoever starts the bot', async () => {
  const world = await E2eWorld.withoutBot();
  const { code, output } = await runToEnd({
    ...world.env,
    DISCORD_API_URL: 'http://127.0.0.1:9/api',
  });
  expect(code).toBe(69);
  expect(output).toContain('Discord cannot be reached from here. Check the network');
  expect(output).not.toContain('    at ');
});

it('a file .env gives what the environment does not, and its problems are reported alike', async () => {
  const world = await E2eWorld.withoutBot();
  const { DISCORD_TOKEN, IMAGE_MODEL, ...env } = world.env;
  const file = path.join(world.cwd, '.env');
  await writeFile(file, `DISCORD_TOKEN=${DISCORD_TOKEN}\nIMAGE_MODEL=${IMAGE_MODEL}\n`);
  const bot = spawnBot({ env, cwd: world.cwd });
  await bot.ready();
  expect(await bot.stop()).toBe(0);
  await writeFile(file, `DISCORD_TOKEN=${DISCORD_TOKEN}\nIMAGE_MODEL=crayon\n`);
  const wrong = spawnBot({ env, cwd: world.cwd });
  expect(await wrong.ended()).toBe(78);
  expect(wrong.output).toContain('IMAGE_MODEL must be gemini or offline');
});

it('a database can be looked at with TypeORM’s own command line', async () => {
  const world = await E2eWorld.start();
  await world.bot.stop();
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ['node_modules/typeorm/cli.js', 'migration:show', '-d', 'dist/ormconfig.js'],
    { env: { ...process.env, BOT_DATA_DIR: world.dataDir } },
  );
  expect(stdout).toContain('[X] 1 CreateInteractionStates1795000000000');
});

it('a database that a newer version has migrated is refused and left alone', async () => {
  const world = await E2eWorld.start();
  const database = await E2eDatabase.open(world);
  await database.run("INSERT INTO migrations (timestamp, name) VALUES (9, 'FromTheFuture9')");
  await world.bot.stop();
  const refused = await runToEnd(world.env);
  expect(refused.code).toBe(74);
  expect(refused.output).toContain('made by a newer version of this program');
  expect(refused.output).toContain('FromTheFuture9');
});

it('a stop lets an answer under way finish', async () => {
  const world = await E2eWorld.start();
  const { sandbox, bot } = world;
  const ann = sandbox.user('ann');
  const card = await preview(ann, 'a cat');
  const modal = await ann.openModal(card, 'Edit Prompt');
  sandbox.faults.add({ route: /callback$/, times: 1, effect: { kind: 'delay', delayMs: 1_000 } });
  const answered = modal.submit({ prompt: 'a dog' });
  await sandbox.requests.begun({ route: /callback$/ });
  expect(await bot.stop()).toBe(0);
  await answered;
  expect(card.title).toBe('a dog');
});

it('a stop is immediate with the second signal', async () => {
  const world = await E2eWorld.start();
  const { sandbox, bot } = world;
  const ann = sandbox.user('ann');
  const card = await preview(ann, 'a cat');
  sandbox.faults.add({ route: /callback$/, effect: { kind: 'delay', delayMs: 60_000 } });
  const click = ann.openModal(card, 'Edit Prompt').catch((error: unknown) => error);
  await sandbox.requests.begun({ route: /callback$/ });
  process.kill(bot.pid, 'SIGTERM');
  await bot.logged('Stopping');
  expect(await bot.stop()).toBe(1);
  sandbox.clock.advance(4_000);
  await click;
});

it('a defect that nobody caught ends the process with exit code 70, says what it was, and gives no secret away', async () => {
  const world = await E2eWorld.withoutBot();
  const defect = path.join(world.cwd, 'defect.cjs');
  const code =
    "process.on('SIGUSR2', () => { throw new Error(`at ${process.env.DISCORD_TOKEN}`) })";
  await writeFile(defect, code);
  const { cwd, env } = world;
  const bot = spawnBot({ cwd, env: { ...env, NODE_OPTIONS: `--require ${defect}` } });
  await bot.ready();
  process.kill(bot.pid, 'SIGUSR2');
  expect(await bot.ended()).toBe(70);
  expect(bot.output).toContain('Nano Banana cannot go on. Error: at [secret]');
  expect(bot.output).not.toContain(world.sandbox.token);
  await world.startBot();
});

it('the slash commands are registered once, and again only when they changed', async () => {
  const world = await E2eWorld.start();
  const { sandbox } = world;
  const writes = () => sandbox.requests.count({ method: 'PUT', route: COMMANDS });
  expect(writes()).toBe(1);
  await world.killAndRestart();
  expect(writes()).toBe(1);
});

it('the Entry Point command that Discord made stays when the slash commands are registered', async () => {
  const world = await E2eWorld.withoutBot();
  const { sandbox } = world;
  const route = `/applications/${sandbox.bot.id}/commands`;
  const launch = { name: 'Launch', name_localizations: { de: 'Starten' }, type: 4, handler: 2 };
  await request(sandbox, 'POST', route, { json: launch });
  await world.startBot();
  const { body } = await request(sandbox, 'GET', `${route}?with_localizations=true`);
  expect(body).toEqual(
    expect.arrayContaining([
      expect.objectContaining(launch),
      expect.objectContaining({ name: 'help' }),
    ]),
  );
  await world.killAndRestart();
  expect(sandbox.requests.count({ method: 'PUT', route: COMMANDS })).toBe(1);
});
