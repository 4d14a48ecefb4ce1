import { expect, it } from '@jest/globals';
import { ApplicationIntegrationType } from 'discord-api-types/v10';
import { z } from 'zod';

import type { Sandbox } from '../../src/sandbox/sandbox.js';
import { E2eWorld } from '../support/e2e-world.js';

const PUT = { method: 'PUT', route: '/applications/:id/commands' };
const LAUNCH = { name: 'launch', type: 4, handler: 2 };

/** Sends something to the list of the bot's commands, as whoever else manages it does. */
async function send(
  { apiUrl, bot, token }: Sandbox,
  method: string,
  body: object,
  commandId = '',
): Promise<void> {
  const path = `${apiUrl}/v10/applications/${bot.id}/commands/${commandId}`.replace(/\/$/, '');
  const headers = { authorization: `Bot ${token}`, 'content-type': 'application/json' };
  const answer = await fetch(path, { method, headers, body: JSON.stringify(body) });
  if (!answer.ok) throw new Error(await answer.text());
}

const commandsOf = ({ world, bot }: Sandbox) => [
  ...world.commandScope(bot.id, null).commands.values(),
];

const statusesOfWrites = ({ requests }: Sandbox) =>
  requests.matching(PUT).map(({ status }) => status);

it('the bot registers its commands beside the one that opens an activity, and only when they differ', async () => {
  const world = await E2eWorld.withoutBot();
  const { sandbox } = world;
  await send(sandbox, 'POST', LAUNCH);

  const bot = await world.startBot();
  await bot.logged('Logged in to Discord');
  expect(
    commandsOf(sandbox)
      .map(({ name }) => name)
      .toSorted(),
  ).toEqual([
    'Edit this picture',
    'Remove card',
    'Report',
    'admin',
    'export',
    'forget',
    'help',
    'history',
    'imagine',
    'launch',
    'settings',
    'show',
    'status',
    'usage',
  ]);
  expect(commandsOf(sandbox).find(({ name }) => name === 'launch')).toMatchObject(LAUNCH);
  expect((await sandbox.user('ann').command('help')).ephemeral?.content).toContain('Mention me');

  await bot.stop();
  await (await world.startBot()).logged('Logged in to Discord');
  expect(statusesOfWrites(sandbox)).toEqual([200]);
});

const TRANSLATED = z.array(
  z.object({ name_localizations: z.record(z.string(), z.string()) }).loose(),
);

it('the bot tells the names of its commands in other languages, and writes them anew when one has changed', async () => {
  const world = await E2eWorld.withoutBot();
  const { sandbox } = world;
  const bot = await world.startBot();
  await bot.logged('Logged in to Discord');
  const imagine = () => commandsOf(sandbox).find(({ name }) => name === 'imagine');
  const options = () => TRANSLATED.parse(imagine()?.options);
  expect(imagine()?.name_localizations).toMatchObject({ fr: 'imaginer', ja: '画像作成' });
  expect(options()[0]?.name_localizations['ja']).toBe('プロンプト');

  await bot.stop();
  const [prompt, ...others] = options();
  const name_localizations = { ...prompt?.name_localizations, ja: '言葉' };
  const changed = { options: [{ ...prompt, name_localizations }, ...others] };
  await send(sandbox, 'PATCH', changed, imagine()?.id);
  expect(options()[0]?.name_localizations['ja']).toBe('言葉');
  await (await world.startBot()).logged('Logged in to Discord');
  expect(options()[0]?.name_localizations['ja']).toBe('プロンプト');
  expect(statusesOfWrites(sandbox)).toEqual([200, 200]);
});

it('the bot keeps its commands to servers where people cannot install it for themselves, and writes them once', async () => {
  const world = await E2eWorld.withoutBot();
  const { sandbox } = world;
  const application = sandbox.world.applications.get(sandbox.bot.id);
  application!.installations = [ApplicationIntegrationType.GuildInstall];
  const bot = await world.startBot();
  await bot.logged('Logged in to Discord');
  expect(commandsOf(sandbox)).toHaveLength(13);
  const ofServers = new Set(['Remove card', 'Report', 'admin']);
  for (const command of commandsOf(sandbox))
    expect(command).toMatchObject({
      integration_types: [0],
      contexts: ofServers.has(command.name) ? [0] : [0, 1],
    });

  await bot.stop();
  await (await world.startBot()).logged('Logged in to Discord');
  expect(statusesOfWrites(sandbox)).toEqual([200]);
});
