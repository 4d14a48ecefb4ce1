import { on, once } from 'node:events';

import { afterEach, describe, expect, it, jest } from '@jest/globals';
import { GatewayOpcodes, type GatewayDispatchPayload } from 'discord.js';
import { WebSocketServer, type WebSocket } from 'ws';

import { SessionReplay } from '../../../../src/bot/gateway/session/session-replay.js';
import type { GatewaySession } from '../../../../src/persistence/gateway-sessions.js';
import { clicked, guild, resumed, said } from '../../../support/gateway-packets.js';

const ended: (() => void)[] = [];
afterEach(() => {
  jest.restoreAllMocks();
  for (const end of ended.splice(0)) end();
});

/** A gateway on loopback that says HELLO, and whatever the test lets it say. */
async function setUp(intervalMs = 60_000) {
  const server = new WebSocketServer({ port: 0, host: '127.0.0.1' });
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : 0;
  const session: GatewaySession = {
    shardId: 0,
    shardCount: 1,
    sessionId: 'a-session',
    resumeUrl: `ws://127.0.0.1:${port}/there`,
    sequence: 7,
    seenUpTo: '50',
    catchUpSince: null,
  };
  const connected = once(server, 'connection');
  const replay = new SessionReplay(session, 'a-token');
  ended.push(() => {
    replay.close();
    server.close();
    for (const client of server.clients) client.terminate();
  });
  const [socket, request]: [WebSocket, { url: string }] = await connected.then(
    ([first, second]) => [first as WebSocket, second as { url: string }],
  );
  // From the beginning, since two messages may come at once.
  const messages = on(socket, 'message');
  const say = (payload: object) => socket.send(JSON.stringify(payload));
  say({ op: GatewayOpcodes.Hello, d: { heartbeat_interval: intervalMs } });
  const heard = async (): Promise<unknown> => {
    const { value }: { value?: unknown[] } = await messages.next();
    return JSON.parse(String(value?.[0]));
  };
  return { server, replay, socket, request, say, heard };
}

const RESUME = {
  op: GatewayOpcodes.Resume,
  d: { token: 'a-token', session_id: 'a-session', seq: 7 },
};

describe('the replay of a former session', () => {
  it('the replay resumes a session where it is kept, and collects what is worth it, before and after', async () => {
    const { replay, request, say, heard, socket } = await setUp();
    expect(request.url).toBe('/there?v=10&encoding=json');
    expect(await heard()).toEqual(RESUME);
    const packets: GatewayDispatchPayload[] = [said(8, '60'), guild(9, '1'), clicked(10, '61')];
    for (const packet of packets) say(packet);
    say(resumed(11));
    expect(await replay.missed).toBeNull();
    expect(replay.packets).toEqual([packets[0], packets[2]]);
    expect(replay.failure).toBeNull();
    say(said(12, '62'));
    say({ op: GatewayOpcodes.Heartbeat, d: null });
    // The answer tells that what came before it was taken. It names the stored number,
    // not the newest.
    expect(await heard()).toEqual({ op: GatewayOpcodes.Heartbeat, d: 7 });
    expect(replay.packets).toHaveLength(3);
    replay.close();
    const [code]: unknown[] = await once(socket, 'close');
    expect(code).toBe(1000);
  });

  it.each([
    ['nothing where the numbers follow each other', [8, 9, 10], false],
    ['events before the first one', [9, 10, 11], true],
    ['events in between', [8, 10, 11], true],
    ['events before its end', [8, 9, 13], true],
  ])(
    'the replay knows that Discord left out %s',
    async (_what, [one = 0, two = 0, end = 0], skipped) => {
      const { replay, say, heard } = await setUp();
      await heard();
      say(said(one, '60'));
      say(guild(two, '1'));
      say(resumed(end));
      expect(await replay.missed).toBeNull();
      expect(replay.hasSkipped).toBe(skipped);
      expect(replay.failure).toBeNull();
    },
  );

  it('the replay says when everything is here that was on its way', async () => {
    const { replay, say, heard } = await setUp();
    await heard();
    say(resumed(8));
    const upToNow = replay.waitUntilCurrent();
    expect(await heard()).toEqual({ op: GatewayOpcodes.Heartbeat, d: 7 });
    say(said(9, '62'));
    say({ op: GatewayOpcodes.HeartbeatAck });
    await upToNow;
    expect(replay.packets).toHaveLength(1);
    expect(replay.failure).toBeNull();
  });

  it('the replay does not count the question that is open as a beat without an answer', async () => {
    // The first beat comes at once, and the next one a minute later.
    jest.spyOn(Math, 'random').mockReturnValue(0);
    const { replay, say, heard } = await setUp();
    await heard();
    say(resumed(8));
    const upToNow = replay.waitUntilCurrent();
    // The question and a beat, in whatever order; then the answers to both.
    for (let n = 0; n < 2; n += 1) await heard();
    for (let n = 0; n < 2; n += 1) say({ op: GatewayOpcodes.HeartbeatAck });
    await upToNow;
    expect(replay.failure).toBeNull();
  });

  it('the replay does not wait for what a connection that ends still owes', async () => {
    const { replay, say, heard, socket } = await setUp();
    await heard();
    say(resumed(8));
    const upToNow = replay.waitUntilCurrent();
    await heard();
    socket.close(4000);
    await upToNow;
    expect(replay.failure).toBe('UnknownError');
    await replay.waitUntilCurrent();
  });

  it.each([
    [
      'the session is no longer known',
      { op: GatewayOpcodes.InvalidSession, d: false },
      'Discord no longer knows the session',
    ],
    [
      'Discord asks to connect again',
      { op: GatewayOpcodes.Reconnect, d: null },
      'Discord asked to connect again',
    ],
  ])('the replay is given up when %s', async (_why, payload, reason) => {
    const { replay, say, heard } = await setUp();
    await heard();
    say(payload);
    expect(await replay.missed).toBe(reason);
    expect(replay.failure).toBe(reason);
  });

  it('the replay is given up when Discord closes it, and when it talks nonsense', async () => {
    const refused = await setUp();
    await refused.heard();
    refused.socket.close(4004);
    expect(await refused.replay.missed).toBe('AuthenticationFailed');

    const mad = await setUp();
    await mad.heard();
    mad.socket.send('{');
    expect(await mad.replay.missed).toContain('cannot be read');
  });

  it('the replay is not whole when its connection ends before it is closed', async () => {
    const { replay, say, heard, socket } = await setUp();
    await heard();
    say(resumed(8));
    expect(await replay.missed).toBeNull();
    const closed = once(socket, 'close');
    socket.close(4000);
    await closed;
    await new Promise(setImmediate);
    expect(replay.failure).toBe('UnknownError');
  });

  it('the replay is given up when Discord no longer answers heartbeats', async () => {
    const { replay } = await setUp(20);
    expect(await replay.missed).toBe('the connection is dead');
  });

  it('the replay does not go anywhere for an address that is none, or where nobody is', async () => {
    const session = { shardId: 0, shardCount: 1, sessionId: 'x', sequence: 1, seenUpTo: '0' };
    const at = (resumeUrl: string) =>
      new SessionReplay({ ...session, resumeUrl, catchUpSince: null }, 'a-token').missed;
    expect(await at('nowhere')).toBe('its address is damaged');
    expect(await at('ws://127.0.0.1:1/')).toContain('ECONNREFUSED');
  });
});
