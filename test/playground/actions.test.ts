import { beforeEach, expect, it } from '@jest/globals';

import { lake } from '../../src/playground/photos/lake.js';
import { painted } from '../../src/playground/photos/paint.js';
import type { Playground } from '../../src/playground/playground.js';
import type { ActionAnswer } from '../../src/playground/protocol-requests.js';
import { idOf } from './card-parts.js';
import type { OpenPage } from './open-page.js';
import { begun, channelId, openPage, sharePlayground } from './playing.js';
import { click, says, placed } from './using-cards.js';

const MIB = 1024 * 1024;

const shared = sharePlayground();

let playground: Playground;
let page: OpenPage;
let general: string;

beforeEach(async () => {
  playground = shared();
  page = await openPage(playground);
  general = channelId(page, 'general');
});

function modalOf(answer: ActionAnswer): Extract<ActionAnswer, { kind: 'modal' }> {
  if (answer.kind !== 'modal') throw new Error(`No modal but ${answer.kind}.`);
  return answer;
}

/** The channels in which the person may delete what others wrote. */
function managed({ snapshot }: OpenPage): string[] {
  return snapshot.channels.filter(({ canManage }) => canManage).map(({ name }) => name);
}

/** A file of that size. */
function file(size: number) {
  return { name: 'a.png', bytes: new Uint8Array(size) };
}

/** Status and code of a refusal, which always has a sentence. */
async function refusal(response: Promise<Response>): Promise<string> {
  const answered = await response;
  const { error } = (await answered.json()) as { error: { code: string; message: string } };
  expect(error.message).toMatch(/^[A-Z"].*\.$/);
  return `${answered.status} ${error.code}`;
}

it('a person in the playground uses every part of the bot: mention, buttons, select, modal, command', async () => {
  const files = [{ name: 'lake.png', bytes: painted(lake) }];
  const card = await page.mention(general, 'a quiet lake', files);
  expect(await click(page, card, 'Process Prompt')).toEqual({ kind: 'done' });
  await placed(page, card, '2 of 2');
  const messageId = card.message.id;
  const customId = idOf(page.now(card), 'select');
  await page.act({ kind: 'select', messageId, customId, values: ['watercolor'] });
  await placed(page, card, '3 of 3');
  expect(await click(page, card, '⬅️')).toEqual({ kind: 'done' });
  await placed(page, card, '2 of 3');

  const { handle, modal } = modalOf(await click(page, card, 'Edit Prompt'));
  expect(modal.title).not.toBe('');
  const values = { prompt: 'a stormy lake' };
  expect(await page.act({ kind: 'submitModal', handle, values })).toEqual({ kind: 'done' });
  await says(page, card, 'a stormy lake');

  await page.act({ kind: 'command', channelId: general, name: 'help', options: {} });
  const help = await page.message('the help', ({ onlyFor }) => onlyFor === page.snapshot.you);
  expect(help.message.content).toContain('How to make a picture');
});

it('a person submits a modal that was opened before the bot was killed', async () => {
  const card = await page.mention(general, 'before');
  const { handle, modal } = modalOf(await click(page, card, 'Edit Prompt'));
  expect(JSON.stringify(modal)).toContain('before');
  await page.press({ kind: 'kill' });
  await page.change('bot', ({ bot }) => bot.status === 'killed');
  await page.botReady();
  await page.act({ kind: 'submitModal', handle, values: { prompt: 'after' } });
  await says(page, card, 'after');
});

it('a person is told by the modal what it does not take, and can send again', async () => {
  const card = await page.mention(general, 'words');
  const { handle } = modalOf(await click(page, card, 'Edit Prompt'));
  const submit = async (values: object) => page.post({ kind: 'submitModal', handle, values });
  expect(await refusal(submit({ prompt: 'x'.repeat(4000) + 'y' }))).toBe('400 malformed');
  expect(await refusal(submit({ nonsense: 'x' }))).toBe('400 input_refused');
  expect((await submit({ prompt: 'other words' })).status).toBe(200);
  const foreign = { kind: 'submitModal', handle, values: {} };
  const ben = await openPage(playground, 'ben');
  expect(await refusal(ben.post(foreign))).toBe('404 unknown_modal');
});

it('a person sees that an interaction failed when the bot is down', async () => {
  const card = await page.mention(general, 'a cat');
  await page.press({ kind: 'stop' });
  await page.change('bot', ({ bot }) => bot.status === 'stopped');
  const clicked = begun(playground);
  const failing = click(page, card, 'Edit Prompt');
  await clicked;
  playground.sandbox.clock.advance(3_000);
  const failed = await failing;
  expect(failed).toMatchObject({ kind: 'interactionFailed', reason: expect.any(String) });
});

it('a person writes, replies, reacts and deletes within what they may do', async () => {
  const said = await page.act({ kind: 'send', channelId: general, content: 'hello' });
  const messageId = said.kind === 'sent' ? said.messageId : '';
  const reply = { kind: 'send', channelId: general, content: 'hi', replyTo: messageId } as const;
  await page.act(reply);
  await page.message('the reply', ({ message }) => message.referenced_message?.id === messageId);
  await page.act({ kind: 'react', messageId, emoji: '🍌' });
  const added = await page.change('reactions');
  expect(added.reactions).toMatchObject([{ emoji: { name: '🍌' }, count: 1, me: true }]);
  await page.act({ kind: 'unreact', messageId, emoji: '🍌' });
  await page.change('reactions', ({ reactions }) => reactions.length === 0);
  expect(await refusal(page.post({ kind: 'react', messageId, emoji: 'no' }))).toBe(
    '400 unknown_emoji',
  );

  const ben = await openPage(playground, 'ben');
  expect(await refusal(ben.post({ kind: 'deleteMessage', messageId }))).toBe('403 forbidden');
  await page.act({ kind: 'deleteMessage', messageId });
  await ben.change('messageDelete', (gone) => gone.messageId === messageId);
  expect(await refusal(page.post({ kind: 'deleteMessage', messageId }))).toBe(
    '404 unknown_message',
  );
});

it('who manages messages deletes the card of another person, in the channels where that is permitted', async () => {
  const ben = await openPage(playground, 'ben');
  const { message } = await ben.mention(general, 'a cat');
  expect(managed(page)).toContain('general');
  expect(managed(page)).not.toContain('lobby');
  // That of the server that is his own.
  expect(managed(ben)).toEqual(['no-bot-here']);
  const remove = { kind: 'deleteMessage', messageId: message.id } as const;
  expect(await refusal(ben.post(remove))).toBe('403 forbidden');
  await page.act(remove);
  await ben.change('messageDelete', ({ messageId }) => messageId === message.id);
});

it('a person is refused what Discord’s client would not send', async () => {
  const send = (content: string, files: { name: string; bytes: Uint8Array }[] = []) =>
    refusal(page.post({ kind: 'send', channelId: general, content }, files));
  expect(await send('  ')).toBe('400 empty');
  expect(await send('x'.repeat(2001))).toBe('400 over_limit');
  expect(await send('', [file(10 * MIB + 1)])).toBe('413 too_large');
  expect(await send('', [file(9 * MIB), file(9 * MIB), file(9 * MIB)])).toBe('413 too_large');
  expect(
    await send(
      '',
      Array.from({ length: 11 }, () => file(10)),
    ),
  ).toBe('400 over_limit');
  const exact = [file(10 * MIB)];
  expect((await page.post({ kind: 'send', channelId: general, content: '' }, exact)).status).toBe(
    200,
  );
});

it('a person cannot use what is not there', async () => {
  const card = await page.mention(general, 'a cat');
  const messageId = card.message.id;
  const customId = idOf(card, 'select');
  const post = (action: object) => refusal(page.post(action));
  expect(await post({ kind: 'click', messageId, customId: 'made_up' })).toBe('409 component_gone');
  expect(await post({ kind: 'click', messageId, customId })).toBe('400 malformed');
  expect(await post({ kind: 'select', messageId, customId, values: ['made_up'] })).toBe(
    '400 unknown_option',
  );
  expect(await post({ kind: 'click', messageId: '1', customId })).toBe('404 unknown_message');
  const command = { kind: 'command', channelId: general, options: {} };
  expect(await post({ ...command, name: 'made_up' })).toBe('404 unknown_command');
  expect(await post({ kind: 'messageCommand', messageId, name: 'made_up' })).toBe(
    '404 unknown_command',
  );
  expect(await post({ kind: 'made_up' })).toBe('400 malformed');
});

it('a person reads back what was said earlier, fifty at a time', async () => {
  for (let n = 0; n < 60; n += 1)
    await page.act({ kind: 'send', channelId: general, content: `line ${n}` });
  const again = await openPage(playground);
  const newest = again.snapshot.messages[general]!;
  expect(newest.map(({ message }) => message.content)).toEqual(
    Array.from({ length: 50 }, (_, n) => `line ${n + 10}`),
  );
  const path = `/playground/messages?as=ann&channel=${general}&before=${newest[0]!.message.id}`;
  const earlier = (await (await page.request(path)).json()) as { messages: typeof newest };
  expect(earlier.messages.slice(-10).map(({ message }) => message.content)).toEqual(
    Array.from({ length: 10 }, (_, n) => `line ${n}`),
  );
});
