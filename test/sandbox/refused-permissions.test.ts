import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { PermissionFlagsBits } from 'discord-api-types/v10';
import { Sandbox } from '../../src/sandbox/sandbox.js';
import { multipart, request } from './raw-bot.js';

describe('the refusals for missing permissions', () => {
  let sandbox: Sandbox;
  let channelPath: string;

  beforeAll(async () => {
    sandbox = await Sandbox.start({ patient: true });
    channelPath = `/channels/${sandbox.world.channel('general').id}`;
  });
  afterAll(async () => {
    await sandbox.stop();
  });

  const personsMessage = (): string => {
    const { id: channelId } = sandbox.world.channel('general');
    const authorId = sandbox.user('ann').id;
    const message = sandbox.writer.create({
      channel: sandbox.world.channel(channelId),
      authorId,
      content: 'hello',
    });
    return message.id;
  };

  it.each([
    ['seeing', PermissionFlagsBits.ViewChannel, { content: 'x' }, 50_001],
    ['sending', PermissionFlagsBits.SendMessages, { content: 'x' }, 50_013],
    ['embeds', PermissionFlagsBits.EmbedLinks, { embeds: [{ title: 'x' }] }, 50_013],
  ])(
    'the sandbox refuses a message without the permission for %s',
    async (_, permission, json, code) => {
      sandbox.denyBot('general', permission);
      const refused = await request(sandbox, 'POST', `${channelPath}/messages`, { json });
      sandbox.denyBot('general', 0n);
      expect(refused).toMatchObject({ status: 403, body: { code } });
      const allowed = await request(sandbox, 'POST', `${channelPath}/messages`, { json });
      expect(allowed.status).toBe(200);
    },
  );

  it('the sandbox refuses files, replies and threads without their permissions', async () => {
    const kittens = sandbox.world.channel('kittens');
    sandbox.denyBot(
      'general',
      PermissionFlagsBits.AttachFiles | PermissionFlagsBits.ReadMessageHistory,
    );
    sandbox.denyBot('pictures', PermissionFlagsBits.SendMessagesInThreads);
    const form = multipart({}, ['x']);
    const reply = { content: 'x', message_reference: { message_id: personsMessage() } };
    const answers = [
      await request(sandbox, 'POST', `${channelPath}/messages`, { form }),
      await request(sandbox, 'POST', `${channelPath}/messages`, { json: reply }),
      await request(sandbox, 'GET', `${channelPath}/messages/${personsMessage()}`),
      await request(sandbox, 'POST', `/channels/${kittens.id}/messages`, {
        json: { content: 'x' },
      }),
    ];
    sandbox.denyBot('general', 0n);
    sandbox.denyBot('pictures', 0n);
    expect(answers.map(({ body }) => body['code'])).toEqual([50_013, 160_002, 50_013, 50_013]);
  });
});
