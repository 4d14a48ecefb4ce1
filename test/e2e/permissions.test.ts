import { expect, it } from '@jest/globals';
import { PermissionFlagsBits } from 'discord-api-types/v10';

import type { SeenMessage } from '../../src/sandbox/client/seen-message.js';
import type { Person } from '../../src/sandbox/client/person.js';
import { finished, preview, result } from '../support/e2e-cards.js';
import { shareWorld, type Room } from '../support/e2e-room.js';

const { AttachFiles, EmbedLinks, ReadMessageHistory, SendMessages, SendMessagesInThreads } =
  PermissionFlagsBits;

const room = shareWorld();

/** The next direct message of the bot to somebody. */
async function direct({ sandbox }: Room, person: Person): Promise<SeenMessage> {
  return person.nextMessage(sandbox.world.directChannel(person.id, sandbox.bot.id).id);
}

/** Nothing was asked of Discord that it had to refuse. */
function expectNoRefusals({ sandbox }: Room): void {
  expect(sandbox.requests.all.filter(({ status }) => (status ?? 0) >= 400)).toEqual([]);
}

it.each([
  ['Attach Files', AttachFiles],
  ['Embed Links', EmbedLinks],
])(
  'a mention in a channel without %s is answered with the name of that permission',
  async (name, bit) => {
    const here = room();
    here.sandbox.denyBot(here.channel, bit);
    const answer = await preview(here.ann, 'a cat');
    expect(answer.content).toContain(`I lack a permission there: **${name}**.`);
    expect(answer.embeds).toEqual([]);
    here.sandbox.denyBot(here.channel, 0n);
    expect((await preview(here.ann, 'a cat')).title).toBe('a cat');
    expectNoRefusals(here);
  },
);

it('a mention where the bot may not write is told in a direct message what is missing', async () => {
  const here = room();
  here.sandbox.denyBot(here.channel, SendMessages);
  const mention = await here.ann.mention('a cat');
  const told = await direct(here, here.ann);
  expect(told.content).toContain(`in <#${mention.channelId}>`);
  expect(told.content).toContain('**Send Messages**');
  expect(mention.reactedBy('🎨')).toEqual([]);
  expectNoRefusals(here);
});

it('a mention in a thread takes another permission than one in a channel', async () => {
  const here = room();
  const { sandbox, ann } = here;
  sandbox.denyBot('pictures', SendMessages);
  expect((await preview(ann, 'a cat', { channel: 'kittens' })).title).toBe('a cat');
  sandbox.denyBot('pictures', SendMessagesInThreads);
  await ann.mention('a cat', { channel: 'kittens' });
  expect((await direct(here, ann)).content).toContain('**Send Messages in Threads**');
  sandbox.denyBot('pictures', 0n);
  expectNoRefusals(here);
});

it('a mention where the bot may not read the history gets a card that links to it, and works', async () => {
  const here = room();
  const { sandbox, channel, ann } = here;
  const other = await ann.say('look', { channel });
  sandbox.denyBot(channel, ReadMessageHistory);
  const mention = await ann.mention('a cat', { replyTo: other });
  const card = await ann.nextMessage(channel);
  expect(card.repliesTo).toBeUndefined();
  expect(card.content).toBe(
    `In answer to https://discord.com/channels/${mention.message.reference?.guildId}/${mention.channelId}/${mention.id}`,
  );
  expect(card.field('Please note')).toContain('Read Message History is missing');
  await ann.click(card, 'Process Prompt');
  await finished(card);
  await ann.mention('');
  expect((await ann.nextMessage(channel)).content).toMatch(/^In answer to .*\nMention me/);
  expectNoRefusals(here);
});

it('a mention while the bot is timed out is told in a direct message until when', async () => {
  const here = room();
  const { sandbox, ann } = here;
  sandbox.timeOutBot('Studio', 60 * 60 * 1000);
  await ann.mention('a cat');
  expect((await direct(here, ann)).content).toMatch(/timed me out on this server until <t:\d+:f>/);
  sandbox.timeOutBot('Studio', 0);
  expect((await preview(ann, 'a dog')).title).toBe('a dog');
  expectNoRefusals(here);
});

it('a click that asks for a picture where the bot may show none is told so, and makes none', async () => {
  const { sandbox, channel, bot, ann } = room();
  const fresh = await preview(ann, 'a cat');
  const card = await result(ann, 'a dog');
  await bot.logged('Generation produced a picture');
  bot.log.splice(0);
  sandbox.denyBot(channel, AttachFiles);
  for (const each of [fresh, card]) {
    const { ephemeral } = await ann.click(each, 'Process Prompt');
    expect(ephemeral?.content).toContain('I lack a permission in this channel (Attach Files)');
  }
  expect(bot.log.filter(({ msg }) => msg === 'Generation produced a picture')).toEqual([]);
  sandbox.denyBot(channel, 0n);
  await ann.click(fresh, 'Process Prompt');
  await finished(fresh);
});
