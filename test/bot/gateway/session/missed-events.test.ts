import { once } from 'node:events';

import { afterEach, describe, expect, it } from '@jest/globals';
import { GatewayOpcodes, type GatewayDispatchPayload } from 'discord.js';
import type { Client } from 'discordx';
import { WebSocketServer } from 'ws';

import { ProcessedEvents } from '../../../../src/bot/gateway/session/processed-events.js';
import { MISSED_DELETION } from '../../../../src/bot/deletions/deletions.js';
import { MISSED_PRESS } from '../../../../src/bot/gateway/meant-comments.js';
import { MissedEvents } from '../../../../src/bot/gateway/session/missed-events.js';
import type {
  GatewaySession,
  GatewaySessions,
} from '../../../../src/persistence/gateway-sessions.js';
import {
  BOT_ID,
  clicked,
  deleted,
  pressed,
  resumed,
  said,
} from '../../../support/gateway-packets.js';
import { RecordingLogger } from '../../../support/recording-logger.js';
import { strictDouble } from '../../../support/strict-double.js';

const ended: (() => void)[] = [];
afterEach(() => {
  for (const end of ended.splice(0)) end();
});

const NEVER = new AbortController().signal;

/**
 * A gateway that replays these packets to whoever resumes, or knows no session.
 *
 * @param late what is on its way when the session is resumed, and arrives before the next answer.
 * @param skips whether the last number is higher than it should be.
 */
async function gateway(
  replay: readonly GatewayDispatchPayload[] | null,
  late: readonly GatewayDispatchPayload[] = [],
  skips = false,
): Promise<string> {
  const server = new WebSocketServer({ port: 0, host: '127.0.0.1' });
  server.on('connection', (socket) => {
    const say = (payload: object) => socket.send(JSON.stringify(payload));
    say({ op: GatewayOpcodes.Hello, d: { heartbeat_interval: 60_000 } });
    socket.once('message', () => {
      for (const packet of replay ?? []) say(packet);
      if (replay === null) return say({ op: GatewayOpcodes.InvalidSession, d: false });
      say(resumed(skips ? 99 : 8 + replay.length));
      socket.on('message', () => {
        for (const packet of late) say(packet);
        say({ op: GatewayOpcodes.HeartbeatAck });
      });
    });
  });
  ended.push(() => {
    server.close();
    for (const client of server.clients) client.terminate();
  });
  await once(server, 'listening');
  const address = server.address();
  return `ws://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`;
}

function setUp(stored: readonly Partial<GatewaySession>[], resumes = true) {
  const processed = new ProcessedEvents();
  const handed: string[] = [];
  const shards = new Map([[0, {}]]);
  // What the client's own dispatch leads to: the guard takes the event on, and is done later.
  const handlePacket = ({ d }: { d: { id: string } }) => {
    handed.push(d.id);
    if (d.id === 'lost') return;
    processed.markStarted(d.id);
    setImmediate(() => setImmediate(() => processed.markDone(d.id)));
  };
  const emitted: unknown[] = [];
  const client = strictDouble<{ user: object; options: object; ws: object; emit: unknown }>(
    'Client',
    {
      emit: (event: string, { d }: GatewayDispatchPayload) => void emitted.push([event, d]),
      user: { id: BOT_ID },
      options: {},
      ws: { shards, handlePacket },
    },
  );
  const logger = new RecordingLogger();
  const sessions = strictDouble<GatewaySessions>('GatewaySessions', {
    load: async () =>
      stored.map((told, shardId) => ({
        shardId,
        shardCount: stored.length,
        sessionId: 'a-session',
        resumeUrl: 'nowhere',
        sequence: 7,
        seenUpTo: '50',
        catchUpSince: null,
        ...told,
      })),
  });
  const events = new MissedEvents(
    client as unknown as Client,
    sessions,
    processed,
    resumes,
    logger,
  );
  ended.push(() => events.close());
  const run = async () => {
    await events.collect('a-token');
    return events.handOver(NEVER);
  };
  return { run, handed, emitted, processed, logger };
}

describe('the missed events', () => {
  it('the missed events are handed over and waited for, deletions and pressed pencils are passed on, and then nothing is missing', async () => {
    const requests = [said(8, '60'), clicked(9, '61'), said(10, '62')];
    const packets = [...requests, deleted(11, '62'), pressed(12, '63')];
    const { run, handed, emitted, processed } = setUp([{ resumeUrl: await gateway(packets) }]);
    expect(await run()).toBeNull();
    expect(handed).toEqual(['60', '61']);
    expect(emitted).toEqual([
      [MISSED_DELETION, expect.objectContaining({ id: '62' })],
      [MISSED_PRESS, expect.objectContaining({ message_id: '63' })],
    ]);
    expect(handed.map((id) => processed.isDone(id))).toEqual([true, true]);
  });

  it('a missed event is handed over even if it was still on its way when the new session began', async () => {
    const { run, handed } = setUp([{ resumeUrl: await gateway([said(8, '60')], [said(9, '61')]) }]);
    expect(await run()).toBeNull();
    expect(handed).toEqual(['60', '61']);
  });

  it('a missed event is not handed over where the new session has heard it too', async () => {
    const packets = [said(8, '60'), clicked(9, '61')];
    const { run, handed, processed } = setUp([{ resumeUrl: await gateway(packets) }]);
    processed.markStarted('60');
    processed.markDone('60');
    expect(await run()).toBeNull();
    expect(handed).toEqual(['61']);
  });

  it('a missed event is not waited for where no handler takes it on', async () => {
    const { run, handed } = setUp([{ resumeUrl: await gateway([said(8, 'lost')]) }]);
    expect(await run()).toBeNull();
    expect(handed).toEqual(['lost']);
  });

  it('the missed events come from every shard; the earliest gap of those that cannot be resumed is told', async () => {
    const [first, second] = [await gateway([said(8, '60')]), await gateway([clicked(8, '61')])];
    const { run, handed, logger } = setUp([
      { resumeUrl: first, seenUpTo: '1' },
      { resumeUrl: second, seenUpTo: '2' },
      { resumeUrl: await gateway(null), seenUpTo: '1000' },
      { seenUpTo: '900' },
    ]);
    expect(await run()).toBe('900');
    expect(handed.toSorted()).toEqual(['60', '61']);
    expect(
      logger.lines.filter(({ message }) => message === 'Session could not be resumed'),
    ).toMatchObject([
      { fields: { shard: 2, reason: 'Discord no longer knows the session' } },
      { fields: { shard: 3, reason: 'its address is damaged' } },
    ]);
  });

  it('the missed events still have the gap that a former process has not read back', async () => {
    const { run } = setUp([{ resumeUrl: await gateway([]), catchUpSince: '30' }]);
    expect(await run()).toBe('30');
  });

  it('the missed events are not asked for when that is switched off; the gap is told', async () => {
    const { run, logger } = setUp([{ resumeUrl: await gateway([said(8, '60')]) }], false);
    expect(await run()).toBe('50');
    expect(logger.lines).toEqual([]);
  });

  it('the missed events have a gap where Discord left some out, though the session was resumed', async () => {
    const skipping = await gateway([said(8, '60')], [], true);
    const { run, handed, logger } = setUp([{ resumeUrl: skipping }]);
    expect(await run()).toBe('50');
    expect(handed).toEqual(['60']);
    expect(logger.messages('warn')).toEqual(['Discord did not replay everything that was missed']);
  });

  it('the missed events are none at the very first start', async () => {
    expect(await setUp([]).run()).toBeNull();
  });
});
