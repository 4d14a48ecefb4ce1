import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { PermissionFlagsBits } from 'discord-api-types/v10';
import { Sandbox } from '../../src/sandbox/sandbox.js';
import { channelPermissions } from '../../src/sandbox/world/permissions.js';
import { RawBot, request } from './raw-bot.js';

const HOUR_MS = 60 * 60 * 1000;

describe('what moderators do in the sandbox', () => {
  let sandbox: Sandbox;
  let messages: string;

  beforeEach(async () => {
    sandbox = await Sandbox.start({ patient: true });
    messages = `/channels/${sandbox.world.channel('general').id}/messages`;
  });
  afterEach(async () => {
    await sandbox.stop();
  });

  it('a bot that is timed out only looks on, is told so, and may write again afterwards', async () => {
    const bot = await RawBot.identified(sandbox);
    sandbox.timeOutBot('Studio', HOUR_MS);
    const { d } = await bot.event('GUILD_MEMBER_UPDATE');
    expect(d).toMatchObject({ user: { id: sandbox.bot.id } });
    expect(Date.parse(String(d['communication_disabled_until']))).toBeGreaterThan(
      sandbox.clock.now(),
    );
    const post = async () => request(sandbox, 'POST', messages, { json: { content: 'x' } });
    expect((await post()).body['code']).toBe(50_013);
    const channel = sandbox.world.channel('general');
    expect(channelPermissions(sandbox.world, channel, sandbox.bot.id)).toBe(
      PermissionFlagsBits.ViewChannel | PermissionFlagsBits.ReadMessageHistory,
    );
    sandbox.clock.advance(2 * HOUR_MS);
    expect((await post()).status).toBe(200);
    bot.socket.terminate();
  });

  it('a person who is timed out can neither write nor react nor click', async () => {
    const { world } = sandbox;
    const ben = sandbox.user('ben');
    const card = sandbox.postAsBot('general', { content: 'a card' });
    world.timeOut(world.guild('Studio'), ben.id, HOUR_MS);
    await expect(ben.say('hello')).rejects.toThrow('ben cannot write in general.');
    expect(() => ben.react(card, '🎨')).toThrow('ben is timed out.');
    await expect(ben.clickRaw(card, { customId: 'x' })).rejects.toThrow('ben is timed out.');
    await ben.dm('hello');
    world.timeOut(world.guild('Studio'), ben.id, 0);
    await ben.say('hello');
  });

  it('a message whose embeds are hidden has none, until they are shown again, and stays so when it is edited', async () => {
    const embeds = [{ title: 'a card' }];
    const { body } = await request(sandbox, 'POST', messages, { json: { embeds } });
    const path = `${messages}/${String(body['id'])}`;
    const card = sandbox.user('ann').sees(String(body['id']));
    sandbox.suppressEmbeds(card, true);
    expect((await request(sandbox, 'GET', path)).body).toMatchObject({ embeds: [], flags: 4 });
    const edited = await request(sandbox, 'PATCH', path, { json: { embeds } });
    expect(edited.body).toMatchObject({ embeds: [], flags: 4 });
    sandbox.suppressEmbeds(card, false);
    expect((await request(sandbox, 'GET', path)).body).toMatchObject({ embeds, flags: 0 });
  });

  it('the sandbox refuses a direct message to somebody without a common server', async () => {
    const { id } = sandbox.user('ben');
    const open = { json: { recipient_id: id } };
    const { body } = await request(sandbox, 'POST', '/users/@me/channels', open);
    const direct = `/channels/${String(body['id'])}/messages`;
    const post = async () => request(sandbox, 'POST', direct, { json: { content: 'x' } });
    expect((await post()).status).toBe(200);
    sandbox.removeBot('Studio');
    expect(await post()).toMatchObject({ status: 403, body: { code: 50_278 } });
  });
});
