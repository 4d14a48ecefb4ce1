import { writeFile } from 'node:fs/promises';
import path from 'node:path';

import { expect, it } from '@jest/globals';
import { PermissionFlagsBits } from 'discord-api-types/v10';

import type { Answer } from '../../src/sandbox/client/answer.js';
import type { Person } from '../../src/sandbox/client/person.js';
import type { SeenMessage } from '../../src/sandbox/client/seen-message.js';
import { preview, result } from '../support/e2e-cards.js';
import { told as answered } from '../support/e2e-private-answers.js';
import { E2eDatabase } from '../support/e2e-database.js';
import { repliesTo } from '../support/e2e-replies.js';
import { E2eWorld, temporaryDirectory } from '../support/e2e-world.js';
import { photo } from '../support/pictures.js';

const CARDS = 'SELECT COUNT(*) AS count FROM interactions';
const CALLS = 'SELECT COUNT(*) AS count FROM ledger_entries';

const privately = async (answer: Promise<Answer>) => (await answer).ephemeral?.content ?? '';

/** What somebody is told at every door through which pictures are asked for. */
async function toldAtEveryDoor(
  person: Person,
  { card, form, message }: Doors,
  words: string,
): Promise<string[]> {
  return [
    await privately(person.click(card, 'Vary')),
    await privately(person.select(card, 'Neon')),
    await privately(form.submit({ prompt: words })),
    await privately(person.command('imagine', { prompt: words })),
    await privately(person.menu(message, 'Edit this picture')),
    (await person.nextReply(await person.mention(words))).content,
  ];
}

/**
 * A click that comes again after the kill shows the card as it is once more: with the same
 * file, sent anew.
 */
const shownOn = ({ message: { embeds, components, attachments } }: SeenMessage) =>
  structuredClone([
    embeds.map(({ title, description, footer }) => [title, description, footer?.text]),
    components,
    attachments.map(({ filename, bytes }) => [filename, bytes]),
  ]);

interface Doors {
  readonly card: SeenMessage;
  readonly form: Awaited<ReturnType<Person['openModal']>>;
  readonly message: SeenMessage;
}

async function doorsOf(person: Person, other: Person): Promise<Doors> {
  const card = await result(person, 'a cat');
  const files = [{ name: 'photo.jpg', bytes: await photo().jpeg().toBuffer() }];
  const message = await other.say('look', { files });
  return { card, form: await person.openModal(card, 'Edit Prompt'), message };
}

it('who has none of the allowed roles gets nothing at any door, and nothing that was sent while the bot was dead', async () => {
  const world = await E2eWorld.start();
  const { sandbox } = world;
  const [ann, ben] = [sandbox.user('ann'), sandbox.user('ben')];
  const guild = sandbox.world.guild('Studio');
  const [everyone] = guild.roles;
  const manage = { ...everyone!, id: sandbox.world.nextId(), name: 'Managers' };
  sandbox.world.addRole(guild, {
    ...manage,
    permissions: String(PermissionFlagsBits.ManageGuild),
  });
  const painters = { ...everyone!, id: sandbox.world.nextId(), name: 'Painters' };
  sandbox.world.addRole(guild, painters);
  guild.members.get(ann.id)?.roleIds.push(manage.id);
  guild.members.get(ben.id)?.roleIds.push(painters.id);
  await answered(await ann.command('admin role', { role: 'Painters', allowed: true }));
  const doors = await doorsOf(ben, ann);
  const database = await E2eDatabase.open(world);
  const stored = async () => [await database.number(CARDS), await database.number(CALLS)];
  const [before, look] = [await stored(), shownOn(doors.card)];

  // The role goes while forms are open and cards are there.
  guild.members.get(ben.id)?.roleIds.splice(0);
  const told = await toldAtEveryDoor(ben, doors, 'a dog');
  const refusal = `only for people with a certain role: <@&${painters.id}>`;
  expect(told).toEqual(told.map(() => expect.stringContaining(refusal)));
  await world.bot.kill();
  const missed = await ben.mention('a bird');
  await world.startBot();
  await world.bot.logged('Refused', ({ action }) => action === 'mention');
  await world.bot.logged('Made up for what was missed');
  expect(repliesTo(sandbox, missed).map((id) => ben.sees(id).title)).not.toContain('a bird');
  expect([await stored(), shownOn(doors.card)]).toEqual([before, look]);
  expect(world.bot.log.filter(({ level }) => level === 'error')).toEqual([]);

  guild.members.get(ben.id)?.roleIds.push(painters.id);
  expect((await preview(ben, 'a dog')).title).toBe('a dog');
});

it('a listed word in any disguise passes no door, and no kill helps it', async () => {
  const file = path.join(await temporaryDirectory(), 'words.txt');
  await writeFile(file, 'dragon\n');
  const world = await E2eWorld.start({ env: { WORD_LIST_FILE: file } });
  const { sandbox } = world;
  const [ann, ben] = [sandbox.user('ann'), sandbox.user('ben')];
  const database = await E2eDatabase.open(world);
  const card = await result(ann, 'a cat');
  const cards = await database.number(CARDS);
  // Another case, full width, a look-alike of Cyrillic, an invisible character.
  for (const word of ['DRAGON', 'ｄｒａｇｏｎ', 'drаgon', 'dra\u200bgon']) {
    const { ephemeral } = await ann.command('imagine', { prompt: `a ${word}` });
    expect([word, ephemeral?.content]).toEqual([word, expect.stringContaining('word')]);
    const form = await ann.openModal(card, 'Edit Prompt');
    const { ephemeral: refused } = await form.submit({ prompt: `a ${word}` });
    expect([word, refused?.content]).toEqual([word, expect.stringContaining('word')]);
  }
  await world.bot.kill();
  const missed = await ben.mention('a drаgon');
  await world.startBot();
  await world.bot.logged('Made up for what was missed');
  await world.bot.logged('Refused');
  expect(repliesTo(sandbox, missed).map((id) => ben.sees(id).title)).toEqual([undefined]);
  expect(await database.number(CARDS)).toBe(cards);
});
