import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Answer } from '../../src/sandbox/client/answer.js';
import { Sandbox } from '../../src/sandbox/sandbox.js';
import { input, row } from './bodies.js';
import { RawBot, request } from './raw-bot.js';
import type { RawInteraction } from './raw-interactions.js';
import { RawInteractions } from './raw-interactions.js';

const COMMANDS = [
  { name: 'Edit this picture', type: 3 },
  { name: 'Greet', type: 2 },
];
const MODAL = { type: 9, data: { custom_id: 'modal', title: 'Title', components: [row(input())] } };
const file = { name: 'lake.png', bytes: new Uint8Array([1, 2, 3]) };

/** The message whose menu it was, as the bot received it. */
function shown({ payload }: RawInteraction): unknown {
  const { target_id: id, resolved } = payload['data'] as {
    target_id: string;
    resolved: { messages: Record<string, unknown> };
  };
  return resolved.messages[id];
}

describe('the commands of a menu', () => {
  let sandbox: Sandbox;
  let bot: RawBot;
  let interactions: RawInteractions;

  beforeEach(async () => {
    sandbox = await Sandbox.start({ patient: true });
    bot = await RawBot.identified(sandbox);
    interactions = new RawInteractions(sandbox, bot);
    const path = `/applications/${sandbox.bot.id}/commands`;
    await request(sandbox, 'PUT', path, { json: COMMANDS });
  });
  afterEach(async () => {
    bot.socket.terminate();
    await sandbox.stop();
  });

  const received = async (using: Promise<Answer>) => interactions.next(using);

  it('a message command carries a third person’s whole message, which the bot may not read otherwise', async () => {
    const bens = await sandbox.user('ben').say('my lake', { files: [file] });
    const using = sandbox.user('ann').menu(bens, 'Edit this picture');
    const { payload } = await received(using);
    expect(payload['data']).toMatchObject({
      name: 'Edit this picture',
      type: 3,
      target_id: bens.id,
      resolved: {
        messages: {
          [bens.id]: {
            content: 'my lake',
            author: { username: 'ben' },
            attachments: [{ filename: 'lake.png', url: expect.stringContaining('&hm=') }],
          },
        },
      },
    });
    const path = `/channels/${bens.channelId}/messages/${bens.id}`;
    const readAgain = await request(sandbox, 'GET', path);
    expect(readAgain.body).toMatchObject({ content: '', attachments: [] });
  });

  it('a message command on a forward carries its snapshot, and on a reply not the message before', async () => {
    const bens = await sandbox.user('ben').say('my lake', { files: [file] });
    const ann = sandbox.user('ann');
    const forward = await ann.forward(bens);
    const reply = await ann.say('nice', { replyTo: bens });
    const [first, second] = [
      ann.menu(forward, 'Edit this picture'),
      ann.menu(reply, 'Edit this picture'),
    ];
    expect(shown(await received(first))).toMatchObject({
      message_snapshots: [{ message: { content: 'my lake', attachments: [{ size: 3 }] } }],
    });
    const shownReply = shown(await received(second));
    expect(shownReply).toMatchObject({ message_reference: { message_id: bens.id } });
    expect(shownReply).not.toHaveProperty('referenced_message');
  });

  it('a message command is answered with a modal, whose submit comes from no message', async () => {
    const bens = await sandbox.user('ben').say('my lake');
    const opening = sandbox.user('ann').menu(bens, 'Edit this picture');
    const command = await received(opening);
    expect((await command.answer(MODAL)).status).toBe(204);
    const { modal } = await opening;
    const submitting = modal!.submit('more boats');
    const submit = await received(submitting);
    expect(submit.payload).toMatchObject({ type: 5, data: { custom_id: 'modal' } });
    expect(submit.payload).not.toHaveProperty('message');
    expect(submit.payload['token']).not.toBe(command.payload['token']);
    expect((await submit.answer({ type: 5 })).status).toBe(204);
    const { kind, message } = await submitting;
    expect([kind, message?.isLoading, message?.repliesTo]).toEqual([
      'deferredMessage',
      true,
      undefined,
    ]);
    expect(message?.message.interaction).toMatchObject({
      type: 5,
      triggering_interaction_metadata: {
        type: 2,
        name: 'Edit this picture',
        command_type: 3,
        target_message_id: bens.id,
      },
    });
  });

  it('a person’s command carries that person and their membership', async () => {
    const { id } = sandbox.user('ben');
    const using = sandbox.user('ann').userMenu(sandbox.user('ben'), 'Greet');
    const command = await received(using);
    expect(command.payload['data']).toMatchObject({
      type: 2,
      target_id: id,
      resolved: { users: { [id]: { username: 'ben' } }, members: { [id]: { nick: null } } },
    });
    await command.answer({ type: 4, data: { content: 'hello' } });
    expect((await using).message?.message).toMatchObject({
      type: 23,
      interaction: { target_user: { id }, command_type: 2 },
    });
  });

  it('a message that only one person sees has no menu for commands', async () => {
    const bens = await sandbox.user('ben').say('my lake');
    const ann = sandbox.user('ann');
    const using = ann.menu(bens, 'Edit this picture');
    await (await received(using)).answer({ type: 4, data: { content: 'only you', flags: 64 } });
    const { ephemeral } = await using;
    await expect(ann.menu(ephemeral!, 'Edit this picture')).rejects.toThrow('has no menu');
  });
});
