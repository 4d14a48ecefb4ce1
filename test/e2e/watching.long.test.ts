import { readdir, readFile, readlink, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';

import { expect, it } from '@jest/globals';
import getPort from 'get-port';

import { Sandbox } from '../../src/sandbox/sandbox.js';
import { preview, result } from '../support/e2e-cards.js';
import { E2eDatabase } from '../support/e2e-database.js';
import { startWithGemini } from '../support/e2e-gemini.js';
import { startWatched, until, watcherOf, type WatchedWorld } from '../support/e2e-watching.js';
import { E2eWorld, spawnBot } from '../support/e2e-world.js';
import { endAfterTest } from '../support/endings.js';
import { httpError, type GeminiAnswer } from '../support/gemini-answers.js';

const ALL_WELL = { gateway: 'ok', database: 'ok', images: 'ok', queue: 'ok' };

/** Waits until /readyz answers with a status, and gives what it says of each part. */
async function checksOnceItIs(status: number, { get }: WatchedWorld): Promise<unknown> {
  return until(async () => {
    const response = await get('/readyz');
    const { checks }: { checks: unknown } = JSON.parse(await response.text());
    return response.status === status ? checks : undefined;
  });
}

/** The TCP ports that a process listens on, as Linux tells them (proc_pid_net(5)). */
async function listeningPorts(pid: number): Promise<number[]> {
  const folder = `/proc/${pid}/fd`;
  const links = (await readdir(folder)).map((fd) => readlink(path.join(folder, fd)).catch(String));
  const sockets = new Set(await Promise.all(links));
  const tables = ['tcp', 'tcp6'].map((name) => readFile(`/proc/${pid}/net/${name}`, 'utf8'));
  return (await Promise.all(tables)).flatMap((table) =>
    table.split('\n').flatMap((line) => {
      const [, local = '', , state, , , , , , inode] = line.trim().split(/\s+/);
      const isOwn = state === '0A' && sockets.has(`socket:[${inode}]`);
      return isOwn ? [Number.parseInt(local.split(':')[1] ?? '', 16)] : [];
    }),
  );
}

/** Starts the bot between two loopback servers; the model answers as told first. */
async function startWatchedWithGemini(first: GeminiAnswer) {
  const port = await getPort();
  const started = await startWithGemini({ HTTP_PORT: String(port) });
  started.gemini.script(first);
  return { ...started, ...watcherOf(port) };
}

const MODEL = 'gemini-nano-banana-2.1';

const GENERATIONS = 'nanobanana_generations_total{outcome="delivered"}';

const answers = (kind: string) => `nanobanana_answer_seconds_count{kind="${kind}"}`;

const rows = (operation: string) =>
  `nanobanana_interactions_total{operation="${operation}",outcome="ok"}`;

it('the health checks are served on every address where that is asked for', async () => {
  const { port } = await startWatched({ env: { HTTP_HOST: '0.0.0.0' } });
  expect((await fetch(`http://127.0.0.2:${port}/healthz`)).status).toBe(200);
});

it('the health checks name the gateway while Discord is away: not ready, but alive, and ready again after', async () => {
  const watched = await startWatched();
  const { sandbox } = watched.world;
  await sandbox.stop();
  expect(await checksOnceItIs(503, watched)).toEqual({
    ...ALL_WELL,
    gateway: 'discord.not_connected',
  });
  expect((await watched.get('/healthz')).status).toBe(200);
  expect(await watched.sample('nanobanana_gateway_connected{shard="0"}')).toBe(0);
  const port = Number(new URL(sandbox.origin).port);
  const again = await Sandbox.start({ port, world: sandbox.world });
  endAfterTest(() => again.stop());
  expect(await checksOnceItIs(200, watched)).toEqual(ALL_WELL);
  expect(await watched.sample('nanobanana_gateway_connected{shard="0"}')).toBe(1);
});

it('the health checks name the database when its file was removed', async () => {
  const watched = await startWatched();
  await rm(path.join(watched.world.dataDir, 'nanobanana.sqlite'));
  await rm(path.join(watched.world.dataDir, 'nanobanana.sqlite-wal'), { force: true });
  expect(await checksOnceItIs(503, watched)).toEqual({
    ...ALL_WELL,
    database: 'storage.database_gone',
  });
});

it('the health checks name the images when none can be stored, and pass again when they can', async () => {
  const watched = await startWatched();
  const folder = path.join(watched.world.dataDir, 'input_images');
  await checksOnceItIs(200, watched);
  await rename(folder, `${folder}.away`);
  await writeFile(folder, 'not a folder');
  expect(await checksOnceItIs(503, watched)).toEqual({ ...ALL_WELL, images: 'storage.failed' });
  await rm(folder);
  await rename(`${folder}.away`, folder);
  expect(await checksOnceItIs(200, watched)).toEqual(ALL_WELL);
  const { bot } = watched.world;
  await bot.logged('Health check failed', ({ check }) => check === 'images');
  await bot.logged('Health check passes again', ({ check }) => check === 'images');
});

it('the metrics count clicks, restored views, saved and loaded rows, and stored bytes', async () => {
  const { world, sample } = await startWatched();
  const ann = world.sandbox.user('ann');
  const card = await preview(ann, 'a cat');
  await (await ann.openModal(card, 'Edit Prompt')).submit({ prompt: 'a dog' });
  await until(async () => ((await sample(answers('modal'))) === 1 ? true : undefined));
  expect(await sample(answers('mention'))).toBe(1);
  expect(await sample(answers('button'))).toBe(1);
  expect(await sample('nanobanana_restore_seconds_count')).toBe(2);
  expect(await sample(rows('create'))).toBe(1);
  expect(await sample(rows('load'))).toBeGreaterThanOrEqual(2);
  expect(await sample(rows('save'))).toBeGreaterThanOrEqual(1);
  expect(await sample('nanobanana_not_restorable_total{reason="state.not_found"}')).toBe(0);
  expect(await sample('nanobanana_database_bytes')).toBeGreaterThan(0);
  expect(await sample('nodejs_eventloop_lag_p99_seconds')).toBeGreaterThan(0);
});

it('the metrics count a card that cannot be restored, by its reason', async () => {
  const { world, sample } = await startWatched();
  const ann = world.sandbox.user('ann');
  const card = await preview(ann, 'a cat');
  await (await E2eDatabase.open(world)).run('DELETE FROM interactions');
  await ann.click(card, 'Process Prompt');
  const count = await until(
    async () =>
      (await sample('nanobanana_not_restorable_total{reason="state.not_found"}')) || undefined,
  );
  expect(count).toBe(1);
  const failures = 'nanobanana_answer_failures_total{kind="button",code="state.not_found"}';
  expect(await sample(failures)).toBe(1);
});

it('the metrics count a picture of the model with its tokens, and a try that is repeated', async () => {
  const { sandbox, sample } = await startWatchedWithGemini(
    httpError(503, 'UNAVAILABLE', 'overloaded', [
      { '@type': 'type.googleapis.com/google.rpc.RetryInfo', retryDelay: '0.1s' },
    ]),
  );
  await result(sandbox.user('ann'), 'a cat');
  await until(async () => (await sample(GENERATIONS)) || undefined);
  const calls = (outcome: string) =>
    `nanobanana_model_call_seconds_count{model="${MODEL}",outcome="${outcome}"}`;
  expect(await sample(calls('model.overloaded'))).toBe(1);
  expect(await sample(calls('picture'))).toBe(1);
  expect(await sample('nanobanana_generation_retries_total{reason="model.overloaded"}')).toBe(1);
  expect(await sample(`nanobanana_model_tokens_total{model="${MODEL}",kind="output"}`)).toBe(1290);
  expect(await sample('nanobanana_generation_seconds_count{status="delivered"}')).toBe(1);
  expect(await sample('nanobanana_queue_running')).toBe(0);
  expect(await sample('nanobanana_model_available')).toBe(1);
});

it('a port that is taken ends the start with exit code 78 and a sentence that names the variable', async () => {
  const { port } = await startWatched();
  const other = await E2eWorld.withoutBot();
  const env = { ...other.env, HTTP_PORT: String(port) };
  const bot = spawnBot({ env, cwd: other.cwd });
  expect(await bot.ended()).toBe(78);
  expect(bot.output).toContain(`HTTP_PORT ${port} on 127.0.0.1 is taken by another program.`);
});

it('a bot that nobody watches listens on no port at all', async () => {
  const { bot } = await E2eWorld.start();
  expect(await listeningPorts(bot.pid)).toEqual([]);
  const { world, port } = await startWatched();
  expect(await listeningPorts(world.bot.pid)).toEqual([port]);
});
