import { expect, it } from '@jest/globals';
import { PermissionFlagsBits } from 'discord-api-types/v10';

import type { RequestMatch } from '../../src/sandbox/faults.js';
import { denyInChannel } from '../../src/sandbox/world/permissions.js';
import { abroad, askedFor, LOBBY, refusals } from '../support/e2e-abroad.js';
import { statusOf } from '../support/e2e-card-look.js';
import { finished } from '../support/e2e-cards.js';
import { shareGeminiWorld } from '../support/e2e-gemini.js';
import { told } from '../support/e2e-private-answers.js';
import { eventually } from '../support/eventually.js';
import { gate } from '../support/gate.js';
import { picture } from '../support/gemini-answers.js';
import { photo } from '../support/pictures.js';

const room = shareGeminiWorld();

const MINUTE_MS = 60_000;
const CALLBACK: RequestMatch = { method: 'POST', route: '/interactions/:id/:token/callback' };
const ORIGINAL: RequestMatch = { method: 'PATCH', route: '/webhooks/:id/:token/messages/:id' };

const bytes = async () => photo(64, 48).png().toBuffer();

it('a private card in a server with the bot shows an outcome at Refresh that came after its token, also over a kill', async () => {
  const { world, sandbox, gemini, ann, channel } = room();
  const card = await askedFor(ann, 'a cat', { channel, isPrivate: true });
  const slow = gate();
  gemini.script({ kind: 'later', after: slow.opened, answer: picture(await bytes()) });
  await ann.click(card, 'Process Prompt');
  await world.bot.kill();
  sandbox.clock.advance(16 * MINUTE_MS);
  slow.open();
  await world.startBot();
  await world.bot.logged('Generation produced a picture');
  await ann.click(card, 'Refresh');
  await finished(card);
  const page = await told(await ann.command('history', {}, { channel }));
  expect(page.embeds[0]?.title).toBe('1 · a cat');
});

it('somebody else is not shown a private card by its id', async () => {
  const { ann, ben, channel } = room();
  const card = await askedFor(ann, 'a secret', { channel, isPrivate: true });
  const id = /Persistent Session ID: (\S+)/.exec(card.footer ?? '')?.[1] ?? '';
  const answer = await told(await ben.command('show', { id }, { channel }));
  expect(answer.content).toContain('I found no card');
  expect(card.buttons.length).toBeGreaterThan(0);
});

it.each(['before', 'after'] as const)(
  'a command over which the bot is killed %s its card is shown has its card after the start, in a server without the bot',
  async (when) => {
    const here = abroad(room());
    const { world, sandbox, ann } = here;
    sandbox.faults.add({ ...ORIGINAL, effect: { kind: 'cut' }, when, times: Infinity });
    const asked = sandbox.requests.begun(ORIGINAL);
    const { message } = await ann.command('imagine', { prompt: 'a cat' }, LOBBY);
    await asked;
    await world.bot.kill();
    sandbox.faults.clear();
    await world.startBot();
    await world.bot.logged('Made up for what was missed');
    await message!.changed(({ title }) => title === 'a cat');
    await ann.click(message!, 'Process Prompt');
    await finished(message!);
    expect(refusals(here)).toEqual([]);
  },
);

it('a command that was never acknowledged in a server without the bot leaves nothing behind', async () => {
  const here = abroad(room());
  const { world, sandbox, ann } = here;
  sandbox.faults.add({ ...CALLBACK, effect: { kind: 'cut' }, times: Infinity });
  const asked = sandbox.requests.begun(CALLBACK);
  const failed = ann
    .command('imagine', { prompt: 'a cat' }, LOBBY)
    .catch((error: unknown) => error);
  await asked;
  await world.bot.kill();
  sandbox.faults.clear();
  sandbox.clock.advance(3_100);
  expect(await failed).toBeInstanceOf(Error);
  await world.startBot();
  await world.bot.logged('Made up for what was missed');
  expect(refusals(here)).toEqual([]);
});

it('every answer is private where somebody may not use external apps, and its card works', async () => {
  const { sandbox, ann } = abroad(room());
  const lobby = sandbox.world.channel('lobby');
  denyInChannel(sandbox.world, lobby, ann.id, PermissionFlagsBits.UseExternalApps);
  const card = await askedFor(ann, 'a cat', LOBBY);
  expect(card.isEphemeral).toBe(true);
  await ann.click(card, 'Process Prompt');
  await finished(card);
});

it('no picture is made where somebody may not show one, and they are told why', async () => {
  const { sandbox, gemini, ann } = abroad(room());
  const lobby = sandbox.world.channel('lobby');
  denyInChannel(sandbox.world, lobby, ann.id, PermissionFlagsBits.AttachFiles);
  const { ephemeral } = await ann.command('imagine', { prompt: 'a cat' }, LOBBY);
  expect(ephemeral?.content).toContain('You lack a permission (Attach Files)');
  expect(gemini.requests).toEqual([]);
});

it('Cancel, Settings and the form of 🗑️ work in a server without the bot', async () => {
  const here = abroad(room());
  const { gemini, ann, cleo } = here;
  const card = await askedFor(ann, 'a cat', LOBBY);
  const slow = gate();
  gemini.script({ kind: 'later', after: slow.opened, answer: picture(await bytes()) });
  await ann.click(card, 'Process Prompt');
  await ann.click(card, 'Cancel');
  await card.changed(() => /cancelled/i.test(statusOf(card) ?? ''));
  slow.open();
  const settings = await ann.openModal(card, '⚙️');
  await settings.submit({ 'Aspect ratio': '16:9' });
  await card.changed(() => /16:9/.test(card.footer ?? ''));
  const { ephemeral } = await cleo.click(card, '🗑️');
  expect(ephemeral?.content).toContain(`Only <@${ann.id}>`);
  const form = await ann.openModal(card, '🗑️');
  await form.submit({});
  await eventually(() => card.isDeleted);
  expect(refusals(here)).toEqual([]);
});

it('/help, /status and one’s own /settings answer in a server without the bot, and its settings are not the bot’s', async () => {
  const { ann } = abroad(room());
  expect((await ann.command('help', {}, LOBBY)).ephemeral?.content).toContain('/imagine');
  const status = await told(await ann.command('status', {}, LOBBY));
  expect(status.content).toMatch(/^\*\*Bot status\*\*\n\*\*Version\*\*/);
  expect(status.content).not.toContain('Requests kept');
  expect((await ann.command('settings', {}, LOBBY)).modal?.title).toBe('Your settings');
  const { ephemeral } = await ann.command('settings', { for: 'server' }, LOBBY);
  expect(ephemeral?.content).toContain(
    'The settings of a server can be changed only in that server',
  );
});
