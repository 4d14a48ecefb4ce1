import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { GatewayIntentBits, GatewayOpcodes } from 'discord-api-types/v10';

import { Sandbox } from '../../src/sandbox/sandbox.js';
import { button, row } from './bodies.js';
import { CompressedBot } from './compressed-bot.js';
import { RawBot, request } from './raw-bot.js';

const INTENTS = GatewayIntentBits.Guilds | GatewayIntentBits.GuildMessages;

/** The steps of a client library that is not discord.js, as discord.py takes them, on the wire. */
describe('a client library of another language', () => {
  let sandbox: Sandbox;
  let bot: CompressedBot;
  let channelId: string;

  async function connected(): Promise<CompressedBot> {
    const { body } = await request(sandbox, 'GET', '/gateway', { token: null });
    const opened = new CompressedBot(String(body['url']));
    await opened.next(({ op }) => op === GatewayOpcodes.Hello);
    return opened;
  }

  beforeAll(async () => {
    sandbox = await Sandbox.start({ patient: true });
    channelId = sandbox.world.channel('general').id;
    bot = await connected();
    const properties = { os: 'linux', browser: 'other', device: 'other' };
    const identify = { token: sandbox.token, intents: INTENTS, properties, compress: true };
    bot.send(JSON.stringify({ op: GatewayOpcodes.Identify, d: identify }));
    await bot.event('READY');
  });
  afterAll(async () => {
    bot.end();
    await sandbox.stop();
  });

  it.each([
    '/users/@me',
    '/oauth2/applications/@me',
    '/applications/@me',
    '/gateway/bot',
    '/nothing',
  ])('a library reads the answer of %s as JSON, for its type is exactly that', async (path) => {
    const { headers } = await request(sandbox, 'GET', path);
    expect(headers.get('content-type')).toBe('application/json');
  });

  it('a library takes its owner from the application, and its token from nobody else', async () => {
    const { body } = await request(sandbox, 'GET', '/oauth2/applications/@me');
    expect(body).toMatchObject({ id: sandbox.bot.id, team: null, owner: { username: 'ann' } });
    const refused = await request(sandbox, 'GET', '/users/@me', { token: 'wrong' });
    expect(refused.status).toBe(401);
  });

  it('a library receives its servers, and each event, as one zlib stream', async () => {
    const guild = await bot.next(({ t, d }) => t === 'GUILD_CREATE' && d['name'] === 'Studio');
    expect(guild.d['members']).toHaveLength(1);
    await sandbox.user('ann').mention('a fox');
    await sandbox.user('ann').mention('and another, 🦊');
    const { d } = await bot.next(({ d: data }) => String(data?.['content']).includes('another'));
    expect(d['content']).toContain('🦊');
  });

  it('a library resumes on a new connection, whose stream begins anew', async () => {
    const seq = Math.max(...bot.received.map(({ s }) => s ?? 0));
    const { d: ready } = await bot.event('READY');
    bot.end();
    await sandbox.botOffline();
    await sandbox.user('ann').mention('while it was away');
    bot = await connected();
    const resume = { token: sandbox.token, session_id: ready['session_id'], seq };
    bot.send(JSON.stringify({ op: GatewayOpcodes.Resume, d: resume }));
    await bot.event('RESUMED');
    expect(bot.received.filter(({ t }) => t === 'MESSAGE_CREATE')).toHaveLength(1);
  });

  it('a library sends ids as numbers, and none is rounded', async () => {
    const { id } = await sandbox.user('ann').say('hello');
    const text = `{"content":"hi","message_reference":{"message_id":${id},"channel_id":${channelId}},"allowed_mentions":{"users":[${id}]},"nonce":${id}}`;
    const { status, body } = await request(sandbox, 'POST', `/channels/${channelId}/messages`, {
      text,
    });
    expect(status).toBe(200);
    expect(body).toMatchObject({ message_reference: { message_id: id }, nonce: id });
  });

  it('a library asks the gateway for members by a name or by ids that are numbers', async () => {
    const { id: guildId } = sandbox.world.guild('Studio');
    const { id } = sandbox.user('ben');
    const ask = (rest: string): void => bot.send(`{"op":8,"d":{"guild_id":${guildId},${rest}}}`);
    ask('"query":"be","limit":5,"nonce":"by name"');
    ask(`"user_ids":[${id},1],"nonce":"by id"`);
    const found = { guild_id: guildId, members: [{ user: { id } }], chunk_count: 1 };
    const byName = await bot.next(({ d }) => d?.['nonce'] === 'by name');
    expect(byName).toMatchObject({ t: 'GUILD_MEMBERS_CHUNK', d: found });
    const byId = await bot.next(({ d }) => d?.['nonce'] === 'by id');
    expect(byId.d).toMatchObject({ ...found, not_found: ['1'] });
  });

  it('a library names a type for the body that it does not send', async () => {
    const { id } = await sandbox.user('ann').say('react to this');
    const reaction = `/channels/${channelId}/messages/${id}/reactions/${encodeURIComponent('🍌')}/@me`;
    const put = async (body?: string) =>
      fetch(`${sandbox.apiUrl}/v10${reaction}`, {
        method: 'PUT',
        headers: {
          authorization: `Bot ${sandbox.token}`,
          'content-type': 'application/octet-stream',
        },
        ...(body === undefined ? {} : { body }),
      });
    expect((await put()).status).toBe(204);
    expect((await put('something')).status).toBe(400);
  });

  it('a library answers a click, and asks for the answer with 1', async () => {
    const components = [row(button('next'))] as never;
    const card = sandbox.postAsBot('general', { content: 'card', components });
    const clicked = sandbox.user('ann').clickRaw(card, { customId: 'next' });
    const { d } = await bot.event('INTERACTION_CREATE');
    const path = `/interactions/${String(d['id'])}/${String(d['token'])}/callback?with_response=1`;
    const { body } = await request(sandbox, 'POST', path, {
      json: { type: 7, data: { content: 'clicked' } },
      token: null,
    });
    expect((await clicked).message?.content).toBe('clicked');
    expect(body).toMatchObject({ resource: { type: 7, message: { id: card.id } } });
  });

  it('a library waits for the end of a rate limit, and takes it for no ban', async () => {
    const remove = sandbox.faults.rateLimit({
      route: '/channels/:channelId',
      limit: 0,
      windowMs: 5000,
    });
    const { status, headers, body } = await request(sandbox, 'GET', `/channels/${channelId}`);
    remove();
    expect(status).toBe(429);
    expect(headers.get('via')).toBeTruthy();
    expect(headers.get('x-ratelimit-scope')).toBe('user');
    expect(body).toEqual({
      message: 'You are being rate limited.',
      retry_after: expect.any(Number),
      global: false,
    });
  });

  it('a library that asks for another encoding or compression is refused', async () => {
    for (const query of ['?v=10&encoding=etf', '?v=10&encoding=json&compress=zstd-stream']) {
      expect(await RawBot.open(sandbox, query).closed).toBe(4002);
    }
  });
});
