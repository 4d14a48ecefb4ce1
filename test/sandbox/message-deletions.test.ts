import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { PermissionFlagsBits } from 'discord-api-types/v10';
import type { SeenMessage } from '../../src/sandbox/client/seen-message.js';
import { Sandbox } from '../../src/sandbox/sandbox.js';
import { input, button, row } from './bodies.js';
import { RawBot, multipart, request } from './raw-bot.js';

const MINUTE_MS = 60_000;
const REMOVE = { components: [row(button('remove'))] };
const MODAL = {
  type: 9,
  data: { custom_id: 'sure', title: 'Sure?', components: [row(input({ required: false }))] },
};

interface Used {
  readonly id: string;
  readonly token: string;
  readonly member: unknown;
}

describe('the deletion of messages', () => {
  let sandbox: Sandbox;
  let bot: RawBot;
  let general: string;
  let handled: Set<string>;

  beforeEach(async () => {
    sandbox = await Sandbox.start({ patient: true });
    bot = await RawBot.identified(sandbox);
    handled = new Set();
    general = sandbox.world.channel('general').id;
  });
  afterEach(async () => {
    bot.socket.terminate();
    await sandbox.stop();
  });

  /** A card of the bot with a button and a file, as it posts one. */
  async function card(channel = general): Promise<SeenMessage> {
    const form = multipart({ content: 'card', ...REMOVE }, ['bytes of a picture']);
    const { body } = await request(sandbox, 'POST', `/channels/${channel}/messages`, { form });
    return sandbox.user('ann').sees(String(body['id']));
  }

  /** Answers the next interaction that the bot is told of. */
  async function answered(using: Promise<unknown>, json: object): Promise<Used> {
    const { d } = await bot.next(
      ({ t, d: data }) => t === 'INTERACTION_CREATE' && !handled.has(String(data['id'])),
    );
    const used = { id: String(d['id']), token: String(d['token']), member: d['member'] };
    handled.add(used.id);
    const path = `/interactions/${used.id}/${used.token}/callback`;
    expect((await request(sandbox, 'POST', path, { json, token: null })).status).toBe(204);
    await using;
    return used;
  }

  const clicked = async (message: SeenMessage, json: object) =>
    answered(sandbox.user('ann').clickRaw(message, { customId: 'remove' }), json);
  const original = ({ token }: Used) => `/webhooks/${sandbox.bot.id}/${token}/messages/@original`;
  const remove = async (path: string) => {
    const { status, body } = await request(sandbox, 'DELETE', path, { token: null });
    return body['code'] ?? status;
  };
  const removeAsBot = async (channel: string, id: string) => {
    const answer = await request(sandbox, 'DELETE', `/channels/${channel}/messages/${id}`);
    return answer.body['code'] ?? answer.status;
  };
  const told = (message: SeenMessage) => ({
    id: message.id,
    channel_id: message.channelId,
    guild_id: sandbox.world.guild('Studio').id,
  });

  it('the token of a click deletes the card: it is gone with its files, and the bot is told', async () => {
    const shown = await card();
    const [file] = shown.files;
    const used = await clicked(shown, { type: 6 });
    expect(await remove(original(used))).toBe(204);
    expect((await bot.event('MESSAGE_DELETE')).d).toEqual(told(shown));
    expect((await fetch(file!.url)).status).toBe(404);
    expect(await remove(original(used))).toBe(10_008);
    const edit = { json: { content: 'x' }, token: null };
    expect((await request(sandbox, 'PATCH', original(used), edit)).body['code']).toBe(10_008);
    await expect(sandbox.user('ann').clickRaw(shown, { customId: 'remove' })).rejects.toThrow(
      'the message is gone',
    );
  });

  it('the token of a modal’s submit deletes the card whose button opened the modal', async () => {
    const shown = await card();
    const opening = sandbox.user('ann').openModal(shown, 'remove');
    await answered(opening, MODAL);
    const modal = await opening;
    const used = await answered(modal.submit(), { type: 6 });
    expect(await remove(original(used))).toBe(204);
    expect((await bot.event('MESSAGE_DELETE')).d).toEqual(told(shown));
  });

  it('the token of a click whose answer is private deletes that answer, of which nobody is told', async () => {
    const shown = await card();
    const used = await clicked(shown, { type: 4, data: { content: 'done', flags: 64 } });
    const [answer] = sandbox.user('ann').ephemerals;
    expect(await removeAsBot(general, answer!.id)).toBe(10_008);
    expect(await remove(original(used))).toBe(204);
    expect(sandbox.user('ann').ephemerals).toEqual([]);
    expect(await remove(original(used).replace('@original', shown.id))).toBe(10_008);
    expect(await removeAsBot(general, shown.id)).toBe(204);
    expect((await bot.event('MESSAGE_DELETE')).d).toEqual(told(shown));
  });

  it('a token of more than fifteen minutes ago deletes nothing', async () => {
    const shown = await card();
    const used = await clicked(shown, { type: 6 });
    sandbox.clock.advance(16 * MINUTE_MS);
    expect(await remove(original(used))).toBe(50_027);
    expect(sandbox.world.messages.has(shown.id)).toBe(true);
  });

  it('a bot deletes its own messages, and those of others only in guilds where it manages messages', async () => {
    const shown = await card();
    const said = await sandbox.user('ben').say('hello');
    const direct = await sandbox.user('ben').dm('hello');
    expect(await removeAsBot(general, shown.id)).toBe(204);
    expect(await removeAsBot(general, shown.id)).toBe(10_008);
    expect(await removeAsBot(general, said.id)).toBe(50_013);
    expect(await removeAsBot(direct.channelId, direct.id)).toBe(50_003);
    const { world } = sandbox;
    const allow = PermissionFlagsBits.ManageMessages.toString();
    world.setOverwrites(world.channel('general'), [
      { id: sandbox.bot.id, type: 1, allow, deny: '0' },
    ]);
    expect(await removeAsBot(general, said.id)).toBe(204);
    expect((await bot.next(({ d }) => d?.['id'] === said.id && 'guild_id' in d)).d).toBeDefined();
    sandbox.denyBot('general', PermissionFlagsBits.ViewChannel);
    expect(await removeAsBot(general, said.id)).toBe(50_001);
  });

  it('a message in a thread can be deleted while it is archived or locked, not while it is both', async () => {
    const thread = sandbox.world.channel('kittens');
    const shown = [await card(thread.id), await card(thread.id), await card(thread.id)];
    Object.assign(thread, { archived: true });
    expect(await removeAsBot(thread.id, shown[0]!.id)).toBe(204);
    Object.assign(thread, { archived: false, locked: true });
    expect(await removeAsBot(thread.id, shown[1]!.id)).toBe(204);
    Object.assign(thread, { archived: true });
    expect(await removeAsBot(thread.id, shown[2]!.id)).toBe(50_083);
  });

  it('a person who manages messages deletes those of others, and interactions tell the permission', async () => {
    const shown = await card();
    const [ann, ben] = [sandbox.user('ann'), sandbox.user('ben')];
    const manages = async (): Promise<boolean> => {
      const clicking = ben.clickRaw(shown, { customId: 'remove' });
      const { member } = await answered(clicking, { type: 6 });
      const { permissions } = member as { permissions: string };
      return (BigInt(permissions) & PermissionFlagsBits.ManageMessages) !== 0n;
    };
    expect(await manages()).toBe(false);
    expect(() => ben.deleteMessage(shown)).toThrow('may not delete');
    const { world } = sandbox;
    const allow = PermissionFlagsBits.ManageMessages.toString();
    world.setOverwrites(world.channel('general'), [{ id: ben.id, type: 1, allow, deny: '0' }]);
    expect(await manages()).toBe(true);
    const direct = await ann.dm('mine');
    expect(() => ben.deleteMessage(direct)).toThrow('may not delete');
    ben.deleteMessage(shown);
    expect((await bot.event('MESSAGE_DELETE')).d).toEqual(told(shown));
  });
});
