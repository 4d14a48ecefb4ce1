import { expect, it } from '@jest/globals';
import { PermissionFlagsBits } from 'discord-api-types/v10';

import type { Person } from '../../src/sandbox/client/person.js';
import type { SeenMessage } from '../../src/sandbox/client/seen-message.js';
import { placeOf } from '../support/e2e-card-look.js';
import { preview, result } from '../support/e2e-cards.js';
import { told } from '../support/e2e-private-answers.js';
import { shareWorld, type Room } from '../support/e2e-room.js';

const room = shareWorld(async () => ({ env: { CARD_USE: 'owner' } }));

/** Gives somebody a role of the server, with these permissions, and returns its id. */
function giveRole({ sandbox }: Room, { id }: Person, name: string, permissions = 0n): string {
  const { world } = sandbox;
  const guild = world.guild('Studio');
  const [everyone] = guild.roles;
  if (everyone === undefined) throw new Error('A server has @everyone.');
  const known = guild.roles.find((role) => role.name === name);
  const role = known ?? { ...everyone, id: world.nextId(), name, permissions: String(permissions) };
  if (known === undefined) world.addRole(guild, role);
  guild.members.get(id)?.roleIds.push(role.id);
  return role.id;
}

const manages = (here: Room, person: Person) =>
  giveRole(here, person, 'Managers', PermissionFlagsBits.ManageGuild);

/** What `/admin` answers. */
async function admin(person: Person, path: string, options = {}): Promise<string> {
  return (await told(await person.command(`admin ${path}`, options))).content;
}

/** What `/usage` answers. */
async function usageOf(person: Person): Promise<string> {
  return (await told(await person.command('usage'))).content;
}

async function refusalOf(person: Person, asked: SeenMessage): Promise<string> {
  return (await person.nextReply(asked)).content;
}

it('/admin card-use lets everybody use the cards of a server at once, and a form that was open before is judged by the new rule', async () => {
  const here = room();
  const { ann, ben } = here;
  manages(here, ann);
  const card = await preview(ann, 'a cat');
  const { ephemeral } = await ben.click(card, 'Edit Prompt');
  expect(ephemeral?.content).toContain(`belongs to <@${ann.id}>`);
  expect(await admin(ann, 'card-use', { who: 'everyone' })).toContain(
    '**Cards are used by** everyone who sees them\n',
  );
  const form = await ben.openModal(card, 'Edit Prompt');
  await admin(ann, 'card-use', { who: 'owner' });
  const { ephemeral: refused } = await form.submit({ prompt: 'a dog' });
  expect(refused?.content).toContain(`belongs to <@${ann.id}>`);
  expect(card.title).toBe('a cat');
  expect(await admin(ann, 'card-use', { who: 'default' })).toContain(
    'asked for them (the default)',
  );
});

it('/admin retention lets a server keep its cards less long than whoever runs the bot, and never longer', async () => {
  const here = room();
  const { ann } = here;
  manages(here, ann);
  expect(await admin(ann, 'rules')).toContain(
    '**Cards are kept for** 30 days after their last use (the default)',
  );
  expect(await admin(ann, 'retention', { days: 31 })).toContain(
    'I keep cards for 30 days after their last use, so a server can choose at most that.',
  );
  expect(await admin(ann, 'retention', { days: 7 })).toContain(
    '**Cards are kept for** 7 days after their last use; older ones go within a day',
  );
  expect(await admin(ann, 'retention', { days: 0 })).toContain('30 days');
});

it('/admin is for those who manage the server', async () => {
  const { ann } = room();
  // Discord shows it to nobody else.
  await expect(admin(ann, 'rules')).rejects.toThrow('No command "admin"');
});

it('/admin channel keeps pictures to some channels, and others can still be looked at', async () => {
  const here = room();
  const { ann, ben, channel, sandbox } = here;
  manages(here, ann);
  const card = await result(ben, 'a cat');
  await ben.click(card, 'Again');
  await card.changed(() => placeOf(card) === '2 of 2');
  const allowed = sandbox.world.channel('pictures').id;
  expect(await admin(ann, 'channel', { channel: 'pictures', allowed: true })).toContain(
    `**Pictures are made in** <#${allowed}>`,
  );
  const only = `in certain channels only: <#${allowed}>`;
  expect(await refusalOf(ben, await ben.mention('a dog'))).toContain(only);
  const { ephemeral } = await ben.command('imagine', { prompt: 'a dog' });
  expect(ephemeral?.content).toContain(only);
  expect((await ben.click(card, 'Vary')).ephemeral?.content).toContain(only);
  await ben.click(card, '⬅️');
  expect(placeOf(card)).toBe('1 of 2');
  // A thread is as its channel.
  expect((await preview(ben, 'a dog', { channel: 'kittens' })).title).toBe('a dog');
  await admin(ann, 'channel', { channel: 'pictures', allowed: false });
  expect((await preview(ben, 'a dog', { channel })).title).toBe('a dog');
});

it('/admin role makes pictures for the members of a role alone, as soon as it changes', async () => {
  const here = room();
  const { ann, ben } = here;
  manages(here, ann);
  const painters = giveRole(here, ann, 'Painters');
  await admin(ann, 'role', { role: 'Painters', allowed: true });
  expect((await preview(ann, 'a dog')).title).toBe('a dog');
  expect(await refusalOf(ben, await ben.mention('a dog'))).toContain(`<@&${painters}>`);
  giveRole(here, ben, 'Painters');
  const card = await preview(ben, 'a dog');
  const { members } = here.sandbox.world.guild('Studio');
  members.get(ben.id)?.roleIds.splice(0);
  const { ephemeral } = await ben.click(card, 'Process Prompt');
  expect(ephemeral?.content).toContain(`<@&${painters}>`);
  await admin(ann, 'role', { role: 'Painters', allowed: false });
});

it('/admin quota is for whoever runs the bot, takes quotas alone, and counts in /usage at once', async () => {
  const here = room();
  const { ann, ben, sandbox } = here;
  manages(here, ann);
  const give = async (person: Person, quota: string) =>
    admin(person, 'quota', { for: ben.user.username, quota });
  expect(await give(ann, '200/24h')).toContain('Only the operator of this bot');
  expect(await give(ann, 'many')).toContain('A quota is a number of pictures');
  expect(await give(ann, '5/367d')).toContain('A quota is a number of pictures');
  const owner = [...sandbox.world.users.values()].find(({ bot }) => !bot);
  const runs = sandbox.user(owner?.username ?? '', here.channel);
  manages(here, runs);
  expect(await give(runs, '200/24h')).toContain(`**Quotas** <@${ben.id}>: 200/24h`);
  expect(await usageOf(ben)).toContain(' of 200 in 24h');
  expect(await give(runs, 'exempt')).toContain(`<@${ben.id}>: exempt`);
  expect(await usageOf(ben)).toContain('Pictures: no limit');
  expect(await give(runs, 'default')).toContain('**Quotas** the usual one for everybody');
});
