import { expect, it } from '@jest/globals';
import getPort from 'get-port';

import { interactionIdOf } from '../support/e2e-card-look.js';
import { preview } from '../support/e2e-cards.js';
import { E2eDatabase } from '../support/e2e-database.js';
import { startWithGemini } from '../support/e2e-gemini.js';
import { startWatched, until, watcherOf, type WatchedWorld } from '../support/e2e-watching.js';
import { type GeminiAnswer } from '../support/gemini-answers.js';

const ALL_WELL = { gateway: 'ok', database: 'ok', images: 'ok', queue: 'ok' };

/** Waits until /readyz answers with a status, and gives what it says of each part. */
async function checksOnceItIs(status: number, { get }: WatchedWorld): Promise<unknown> {
  return until(async () => {
    const response = await get('/readyz');
    const { checks }: { checks: unknown } = JSON.parse(await response.text());
    return response.status === status ? checks : undefined;
  });
}

it('the health checks pass while the bot is at work, and are served on loopback only', async () => {
  const watched = await startWatched();
  expect(await checksOnceItIs(200, watched)).toEqual(ALL_WELL);
  expect((await watched.get('/healthz')).status).toBe(200);
  // Every address of 127.0.0.0/8 is this machine; the bot listens on one of them.
  await expect(fetch(`http://127.0.0.2:${watched.port}/healthz`)).rejects.toThrow('fetch failed');
});

it('the metrics say how many pictures are under way, and hold no id, no prompt and no secret', async () => {
  const { world, sandbox, gemini, get, sample } = await startWatchedWithGemini({ kind: 'hang' });
  const ann = sandbox.user('ann');
  const card = await preview(ann, 'a very secret garden');
  await ann.click(card, 'Process Prompt');
  await gemini.received(1);
  expect(await sample('nanobanana_queue_running')).toBe(1);
  const failing = await preview(ann, 'another secret');
  await (
    await E2eDatabase.open(world)
  ).run('DELETE FROM interactions WHERE id = ?', interactionIdOf(failing));
  await ann.click(failing, 'Process Prompt');
  const pages = await Promise.all(['/metrics', '/readyz', '/healthz'].map(get));
  const text = (await Promise.all(pages.map((page) => page.text()))).join('\n');
  expect(text).toContain('kind="button"');
  for (const secret of [
    sandbox.token,
    'nobody-may-read-this',
    'secret',
    interactionIdOf(card),
    interactionIdOf(failing),
    ann.id,
    card.message.id,
    card.channelId,
    sandbox.bot.id,
    world.dataDir,
  ]) {
    expect(text).not.toContain(secret);
  }
});

/** Starts the bot between two loopback servers; the model answers as told first. */
async function startWatchedWithGemini(first: GeminiAnswer) {
  const port = await getPort();
  const started = await startWithGemini({ HTTP_PORT: String(port) });
  started.gemini.script(first);
  return { ...started, ...watcherOf(port) };
}
