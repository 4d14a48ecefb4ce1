import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { TextChannel } from 'discord.js';
import { connectBot } from './connected-bot.js';
import type { ConnectedBot } from './connected-bot.js';
import { request } from './raw-bot.js';

const MESSAGES = { method: 'POST', route: '/channels/:channelId/messages' } as const;

describe('faults', () => {
  let bot: ConnectedBot;
  let channel: TextChannel;

  beforeEach(async () => {
    bot = await connectBot();
    const { id } = bot.sandbox.world.channel('general');
    channel = (await bot.client.channels.fetch(id)) as TextChannel;
  });
  afterEach(async () => {
    await bot.stop();
  });

  const posted = (): string[] =>
    [...bot.sandbox.world.messages.values()].map(({ content }) => content);

  it('a fault makes the next requests fail with a status and body, and then no more', async () => {
    const { faults } = bot.sandbox;
    const body = { message: 'Internal', code: 0 };
    faults.add({ ...MESSAGES, times: 2, effect: { kind: 'status', status: 503, body } });
    await expect(channel.send('one')).rejects.toMatchObject({ status: 503 });
    await expect(channel.send('two')).rejects.toMatchObject({ status: 503 });
    await channel.send('three');
    expect(posted()).toEqual(['three']);
  });

  it('a fault hits only the method and route that it names', async () => {
    bot.sandbox.faults.add({ route: /\/typing$/, times: Infinity, effect: { kind: 'cut' } });
    await channel.send('fine');
    await expect(channel.sendTyping()).rejects.toThrow(/closed|hang up|terminated/);
  });

  it('a fault can be taken back', async () => {
    const { faults } = bot.sandbox;
    const takeBack = faults.add({ ...MESSAGES, effect: { kind: 'status', status: 500 } });
    takeBack();
    faults.add({ ...MESSAGES, effect: { kind: 'status', status: 500 } });
    faults.clear();
    await channel.send('fine');
    expect(posted()).toEqual(['fine']);
  });

  it('a fault delays a request on the sandbox’s clock', async () => {
    const { faults, clock } = bot.sandbox;
    faults.add({ ...MESSAGES, effect: { kind: 'delay', delayMs: 60_000 } });
    const sent = channel.send('late');
    await bot.sandbox.requests.begun(MESSAGES);
    expect(posted()).toEqual([]);
    clock.advance(60_000);
    await sent;
    expect(posted()).toEqual(['late']);
  });

  it('a fault loses an answer after the work was done; a nonce then prevents a second message', async () => {
    bot.sandbox.faults.add({ ...MESSAGES, when: 'after', effect: { kind: 'cut' } });
    const draft = { content: 'once', nonce: '42', enforceNonce: true };
    await expect(channel.send(draft)).rejects.toThrow(/closed|hang up|terminated/);
    const again = await channel.send(draft);
    expect(posted()).toEqual(['once']);
    expect(bot.sandbox.world.message(again.id).content).toBe('once');
  });

  it('a nonce can be used again without enforcement, for another channel, and some minutes later', async () => {
    const pictures = bot.sandbox.world.channel('pictures');
    const other = (await bot.client.channels.fetch(pictures.id)) as TextChannel;
    await channel.send({ content: 'a', nonce: '42', enforceNonce: true });
    await other.send({ content: 'b', nonce: '42', enforceNonce: true });
    await channel.send({ content: 'c', nonce: '42' });
    bot.sandbox.clock.advance(6 * 60_000);
    await channel.send({ content: 'd', nonce: '42', enforceNonce: true });
    expect(posted()).toEqual(['a', 'b', 'c', 'd']);
  });

  it('a fault limits rates with Discord’s headers and body', async () => {
    const { sandbox } = bot;
    sandbox.faults.rateLimit({ ...MESSAGES, limit: 1, windowMs: 60_000 });
    const path = `/channels/${channel.id}/messages`;
    const first = await request(sandbox, 'POST', path, { json: { content: 'one' } });
    expect(first.headers.get('x-ratelimit-remaining')).toBe('0');
    const second = await request(sandbox, 'POST', path, { json: { content: 'two' } });
    expect(second).toMatchObject({
      status: 429,
      body: { message: 'You are being rate limited.', global: false },
    });
    expect(Number(second.headers.get('retry-after'))).toBeGreaterThan(30);
    expect(Number(second.body['retry_after'])).toBeLessThanOrEqual(60);
    expect(second.headers.get('x-ratelimit-scope')).toBe('user');
    sandbox.clock.advance(60_000);
    const third = await request(sandbox, 'POST', path, { json: { content: 'three' } });
    expect(third.status).toBe(200);
  });

  it('discord.js waits out a rate limit, and then succeeds', async () => {
    bot.sandbox.faults.rateLimit({ ...MESSAGES, limit: 1, windowMs: 150 });
    await Promise.all([channel.send('one'), channel.send('two'), channel.send('three')]);
    expect(posted().toSorted()).toEqual(['one', 'three', 'two']);
  });

  it('a failed request is recorded like every request, with bodies and files but no bytes', async () => {
    const { requests } = bot.sandbox;
    requests.clear();
    await channel.send({
      content: 'hi',
      files: [{ attachment: Buffer.from('abc'), name: 'a.txt' }],
    });
    expect(requests.count(MESSAGES)).toBe(1);
    expect(requests.matching(MESSAGES)).toMatchObject([
      { path: `/channels/${channel.id}/messages`, body: { content: 'hi' }, status: 200 },
    ]);
    expect(requests.all.at(-1)?.files).toEqual([{ name: 'a.txt', size: 3 }]);
    expect(requests.summary()).toContain('POST /channels/');
  });
});
