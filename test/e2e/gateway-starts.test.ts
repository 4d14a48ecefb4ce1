import getPort from 'get-port';
import { expect, it } from '@jest/globals';

import { preview } from '../support/e2e-cards.js';
import { watcherOf } from '../support/e2e-watching.js';
import { E2eWorld, runToEnd, spawnBot } from '../support/e2e-world.js';

const HOUR_MS = 60 * 60 * 1000;

const FEW_LEFT =
  'Few of today’s starts at Discord are left, so the bot waits before it connects; find out why it starts so often';

it('with fewer than a hundred starts left the bot waits, says so, and can be stopped', async () => {
  const port = await getPort();
  const { sandbox, env, cwd } = await E2eWorld.withoutBot({ env: { HTTP_PORT: String(port) } });
  sandbox.starts.leave(99, HOUR_MS);
  const bot = spawnBot({ env, cwd });
  expect(await bot.logged(FEW_LEFT)).toMatchObject({ remaining: 99, total: 1000 });
  const { get, sample } = watcherOf(port);
  expect(await (await get('/readyz')).json()).toMatchObject({
    checks: { gateway: 'discord.few_starts_left' },
  });
  expect(await sample('nanobanana_gateway_waits_for_starts')).toBe(1);
  bot.signal('SIGTERM');
  expect(await bot.ended()).toBe(0);
  expect(sandbox.starts.count).toBe(0);
});

it('the bot starts by itself once Discord grants starts again', async () => {
  const world = await E2eWorld.withoutBot();
  const { sandbox } = world;
  sandbox.starts.leave(0, HOUR_MS);
  const asked = sandbox.requests.begun({ route: '/gateway/bot' });
  const started = world.startBot();
  await asked;
  sandbox.starts.leave(0, 1_000);
  await started;
  expect(sandbox.starts.count).toBe(1);
});

it('a session that must start anew asks first how many starts are left', async () => {
  const { sandbox, bot } = await E2eWorld.start();
  sandbox.starts.leave(42, HOUR_MS);
  sandbox.gateway.invalidateSessions();
  expect(await bot.logged(FEW_LEFT)).toMatchObject({ remaining: 42 });
  expect(sandbox.starts.count).toBe(1);
  bot.signal('SIGTERM');
  expect(await bot.ended()).toBe(0);
});

it('the bot connects with as many shards as Discord recommends, and what another number of them missed is handled', async () => {
  const world = await E2eWorld.withoutBot();
  const { sandbox } = world;
  const shards = (count: number) =>
    Object.assign(sandbox.starts, {
      recommendedShards: count,
      requiredShards: count,
      maxConcurrency: count,
    });
  shards(2);
  await world.startBot();
  expect(sandbox.starts.count).toBe(2);
  const [ann, ben] = [sandbox.user('ann'), sandbox.user('ben')];
  await preview(ann, 'a cat');
  await world.bot.stop();
  const missed = await ann.mention('a dog');
  const said = await ben.dm('a bird');
  shards(3);
  await world.startBot();
  const cards = await Promise.all([ann.nextReply(missed), ben.nextReply(said)]);
  expect(cards.map(({ title }) => title)).toEqual(['a dog', 'a bird']);
  expect(sandbox.starts.count).toBe(5);
  expect(world.bot.log.map(({ msg }) => msg)).not.toContain('Session could not be resumed');
});

it('a bot that has too few shards even so ends with a sentence of its own, and may be started again', async () => {
  const { sandbox, env } = await E2eWorld.withoutBot();
  sandbox.starts.requiredShards = 2;
  const { code, output } = await runToEnd(env);
  expect(code).toBe(75);
  expect(output).toContain('Discord demands more shards');
});
