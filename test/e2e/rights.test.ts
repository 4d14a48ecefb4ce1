import { expect, it } from '@jest/globals';

import {
  addChannel,
  addGuild,
  addPerson,
  defaultWorld,
} from '../../src/sandbox/world/default-world.js';
import { SandboxClock } from '../../src/sandbox/clock.js';
import { interactionIdOf, placeOf } from '../support/e2e-card-look.js';
import { preview, result } from '../support/e2e-cards.js';
import { cli } from '../support/e2e-cli.js';
import { E2eDatabase } from '../support/e2e-database.js';
import { repliesTo } from '../support/e2e-replies.js';
import { E2eWorld } from '../support/e2e-world.js';
import { eventually } from '../support/eventually.js';

const COUNT = 'SELECT COUNT(*) AS count FROM interactions';

it('a person who is shut out while the bot runs is refused at every door, also after a kill, until they are let in again', async () => {
  const world = await E2eWorld.start();
  const { sandbox } = world;
  const [ann, ben] = [sandbox.user('ann'), sandbox.user('ben')];
  const card = await result(ann, 'a cat');
  const form = await ann.openModal(card, 'Edit Prompt');
  const denied = await cli(world, ['deny', ann.id, '--json']);
  expect(JSON.parse(denied.stdout)).toEqual({ denied: [ann.id] });
  const database = await E2eDatabase.open(world);
  const stored = async () => [
    await database.row(interactionIdOf(card)),
    await database.number(COUNT),
  ];
  const before = await stored();

  const shutOut = 'The operator of this bot has shut you out';
  expect((await ann.click(card, 'Vary')).ephemeral?.content).toContain(shutOut);
  expect((await ann.click(card, '⭐')).ephemeral?.content).toContain(shutOut);
  expect((await form.submit({ prompt: 'a dog' })).ephemeral?.content).toContain(shutOut);
  expect((await ann.command('imagine', { prompt: 'a dog' })).ephemeral?.content).toContain(shutOut);
  expect((await ann.command('help')).ephemeral?.content).toContain(shutOut);
  const asked = await ann.mention('a dog');
  expect((await ann.nextReply(asked)).content).toContain(shutOut);
  // A second message gets no second answer: refusals are no flood.
  const again = await ann.mention('a dog, please');
  await eventually(
    () =>
      world.bot.log.filter(({ msg, action }) => msg === 'Refused' && action === 'mention')
        .length === 2,
  );
  expect(await stored()).toEqual(before);
  expect((await preview(ben, 'a house')).title).toBe('a house');
  expect(repliesTo(sandbox, again)).toEqual([]);

  await world.bot.kill();
  const missed = await ann.mention('a bird');
  await world.startBot();
  await world.bot.logged('Refused', ({ action }) => action === 'mention');
  await world.bot.logged('Made up for what was missed');
  expect(repliesTo(sandbox, missed).map((id) => ann.sees(id).title)).not.toContain('a bird');
  expect(await database.number(COUNT)).toBe(2);

  const allowed = await cli(world, ['allow', ann.id]);
  expect(allowed.stdout).toContain('Nobody is shut out.');
  await ann.click(card, '⬅️').catch(() => undefined);
  expect((await preview(ann, 'a dog')).title).toBe('a dog');
});

it('a bot with ALLOWED_SERVERS leaves every other server, and says why', async () => {
  const world = defaultWorld(new SandboxClock());
  const people = [addPerson(world, 'dora'), world.user(world.application.id)];
  const [foreign, joined] = [addGuild(world, 'Foreign', people), addGuild(world, 'Joined', people)];
  const places = [addChannel(world, foreign, 'lobby'), addChannel(world, joined, 'hall')];
  const { id: botId } = world.application;
  joined.members.delete(botId);
  const { id: allowed } = world.guild('Studio');
  const started = await E2eWorld.start({
    sandbox: { world },
    env: { ALLOWED_SERVERS: `${allowed},297463612345678901` },
  });
  const { sandbox } = started;
  await eventually(() => !foreign.members.has(botId));
  const said = (place: (typeof places)[number]) =>
    place.messageIds.map((id) => world.message(id).content);
  expect(said(places[0]!)).toEqual([expect.stringContaining('so I leave again')]);
  world.join(joined, botId);
  await started.bot.logged('Left a server', ({ guildId }) => guildId === joined.id);
  expect(said(places[1]!)).toHaveLength(1);
  expect((await preview(sandbox.user('ann'), 'a cat')).title).toBe('a cat');
});

it('a bot with DIRECT_MESSAGES=off makes nothing in direct messages, and says so', async () => {
  const { sandbox } = await E2eWorld.start({ env: { DIRECT_MESSAGES: 'off' } });
  const ann = sandbox.user('ann');
  const asked = await ann.dm('a cat');
  expect((await ann.nextReply(asked)).content).toContain('not in direct messages');
  expect(placeOf(await result(ann, 'a cat'))).toBe('1 of 1');
});
