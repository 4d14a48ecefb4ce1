import { expect, it } from '@jest/globals';

import type { SeenMessage } from '../../src/sandbox/client/seen-message.js';
import { preview } from '../support/e2e-cards.js';
import { shareWorld, type Room } from '../support/e2e-room.js';
import { solid } from '../support/pictures.js';
import { requestOf } from '../support/e2e-card-look.js';

const room = shareWorld();

const png = () => solid([200, 30, 30], 16, 16).png().toBuffer();

/** A message of a person with a file that the bot is not mentioned in. */
const shown = async ({ ann }: Room): Promise<SeenMessage> =>
  ann.say('look', { files: [{ name: 'photo.png', bytes: await png() }] });

it('a forwarded picture in a direct message is taken as the person’s own', async () => {
  const here = room();
  const forwarded = await here.ben.forward(await shown(here));
  const card = await here.ben.nextReply(forwarded);
  expect(requestOf(card).pictures).toBe(1);
});

it('a forwarded picture that a request replies to is taken', async () => {
  const here = room();
  const forwarded = await here.ann.forward(
    await here.ann.mention('a cat', {
      files: [{ name: 'photo.png', bytes: await png() }],
    }),
  );
  const asked = await here.ann.dm('make it blue', { replyTo: forwarded });
  expect(requestOf(await here.ann.nextReply(asked)).pictures).toBe(1);
});

it('the picture of a link is read through Discord’s own address, and one without it is named', async () => {
  const here = room();
  const { sandbox, channel, ben } = here;
  const [file] = (await shown(here)).files;
  const url = 'https://foreign.example/cat.png';
  const post = (image: object) =>
    sandbox.writer.create({
      channel: sandbox.world.channel(channel),
      authorId: ben.id,
      content: `<@${sandbox.bot.id}> make it blue`,
      embeds: [{ type: 'image', url, thumbnail: { url, ...image } } as never],
    });
  const replied = async (message: { readonly id: string }) => ben.nextReply(ben.sees(message.id));
  expect(requestOf(await replied(post({ proxy_url: file?.url }))).pictures).toBe(1);
  const without = await replied(post({}));
  expect(requestOf(without).pictures).toBe(0);
  expect(JSON.stringify(without.fields)).toContain('the picture of a link');
});

it.each(['before', 'after'])(
  'the preview of a link is taken that comes %s the bot has seen the mention',
  async (when) => {
    const here = room();
    const { sandbox, ben } = here;
    const [file] = (await shown(here)).files;
    const url = 'https://foreign.example/cat.png';
    const picture = { type: 'image', url, thumbnail: { url, proxy_url: file?.url } };
    const seen = sandbox.requests.begun({ method: 'PUT' });
    const asked = await ben.mention(`make it blue ${url}`);
    if (when === 'after') await seen;
    sandbox.writer.addPreviews(asked.message, [picture as never]);
    expect(requestOf(await ben.nextReply(asked)).pictures).toBe(1);
  },
);

it('a mention with a link that gets no preview is answered all the same', async () => {
  const { ben } = room();
  const asked = await ben.mention('make it blue https://foreign.example/cat.png');
  expect(requestOf(await ben.nextReply(asked)).pictures).toBe(0);
});

it('a sticker is taken as a picture', async () => {
  const { sandbox, channel, ben } = room();
  const id = '900000000000000009';
  sandbox.world.stickers.set(id, await png());
  const message = sandbox.writer.create({
    channel: sandbox.world.channel(channel),
    authorId: ben.id,
    content: `<@${sandbox.bot.id}> make it blue`,
    stickers: [{ id, name: 'wave', format_type: 1 }],
  });
  const card = await ben.nextReply(ben.sees(message.id));
  expect(requestOf(card).pictures).toBe(1);
});

it('a file that is left out of a replied-to message is told with the first reply only', async () => {
  const { ann, sandbox } = room();
  const files = [{ name: 'notes.txt', bytes: Buffer.from('no picture') }];
  const said = await ann.say(`look <@${sandbox.bot.id}>`, { files });
  await ann.nextReply(said);
  const first = await preview(ann, 'a cat', { replyTo: said });
  expect(JSON.stringify(first.fields)).toContain('notes.txt');
  const second = await preview(ann, 'a dog', { replyTo: said });
  expect(JSON.stringify(second.fields)).not.toContain('notes.txt');
});

it('a custom emoji in a prompt becomes its name', async () => {
  const { ann } = room();
  const card = await preview(ann, 'a <:party_parrot:123456789012345678> on a boat');
  expect(card.title).toBe('a party\\_parrot on a boat');
});
