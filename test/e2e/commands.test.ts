import { expect, it } from '@jest/globals';

import { E2eWorld } from '../support/e2e-world.js';

const PUT = { method: 'PUT', route: '/applications/:id/commands' };
const LAUNCH = { name: 'launch', type: 4, handler: 2 };

it('the bot registers its commands beside the one that opens an activity, and only when they differ', async () => {
  const world = await E2eWorld.withoutBot();
  const { sandbox } = world;
  const path = `${sandbox.apiUrl}/v10/applications/${sandbox.bot.id}/commands`;
  const headers = { authorization: `Bot ${sandbox.token}`, 'content-type': 'application/json' };
  await fetch(path, { method: 'POST', headers, body: JSON.stringify(LAUNCH) });

  const bot = await world.startBot();
  await bot.logged('Logged in to Discord');
  const { commands } = sandbox.world.commandScope(sandbox.bot.id, null);
  expect([...commands.values()].map(({ name }) => name).toSorted()).toEqual([
    'Edit this picture',
    'help',
    'history',
    'imagine',
    'launch',
    'settings',
    'show',
    'status',
  ]);
  expect([...commands.values()].find(({ name }) => name === 'launch')).toMatchObject(LAUNCH);
  expect((await sandbox.user('ann').command('help')).ephemeral?.content).toContain('Mention me');

  await bot.stop();
  await (await world.startBot()).logged('Logged in to Discord');
  expect(sandbox.requests.matching(PUT).map(({ status }) => status)).toEqual([200]);
});
