import { EventEmitter } from 'node:events';

import { GatewayDispatchEvents, type GatewayDispatchPayload } from 'discord.js';
import { inject, injectable } from 'tsyringe';

import { CLOCK, type Clock } from '../../../platform/clock.js';
import type { GatewaySession } from '../../../persistence/gateway-sessions.js';
import { ProcessedEvents } from './processed-events.js';
import { isForHandlers, newestMessageIn } from './packets.js';

/** Discord can send what no handler ever gets to see, from a channel that is not known: it is let go. */
const MAX_PENDING_MS = 10 * 60 * 1000;

/** How far a shard has come with its session. */
export type SessionMark = Omit<GatewaySession, 'catchUpSince'>;

/** An event that has arrived and is not handled yet. */
interface PendingEvent {
  readonly sequence: number;
  readonly isMessage: boolean;
  readonly sinceMs: number;
}

interface WatchedShard extends Pick<SessionMark, 'shardCount' | 'sessionId' | 'resumeUrl'> {
  sequence: number;
  newestMessage: bigint;
  readonly pending: Map<string, PendingEvent>;
}

/**
 * Looks at everything the gateway sends, and knows for each shard up to which event all is handled:
 * what a new process has to go on from.
 */
@injectable()
export class GatewayWatch {
  /** `gap`: a shard had to begin a new session, and may have missed what came after that message. */
  readonly events = new EventEmitter<{ change: []; gap: [since: string] }>();
  private readonly shards = new Map<number, WatchedShard>();

  constructor(
    private readonly processed: ProcessedEvents,
    @inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Takes note of an event that Discord has sent; called before it is handled. */
  receive(packet: GatewayDispatchPayload, shardId: number): void {
    if (packet.t === GatewayDispatchEvents.Ready) this.begin(packet.d, shardId);
    const shard = this.shards.get(shardId);
    if (!shard) return;
    shard.sequence = packet.s;
    const newest = newestMessageIn(packet);
    if (newest > shard.newestMessage) shard.newestMessage = newest;
    if (isForHandlers(packet)) {
      const isMessage = packet.t === GatewayDispatchEvents.MessageCreate;
      const { s: sequence } = packet;
      shard.pending.set(packet.d.id, { sequence, isMessage, sinceMs: this.clock.now() });
    }
    this.events.emit('change');
  }

  /** Where every shard is now. */
  marks(): SessionMark[] {
    return [...this.shards].map(([shardId, shard]) => {
      const { shardCount, sessionId, resumeUrl, newestMessage } = shard;
      const pending = this.pendingOf(shard);
      const messages = pending.flatMap(([id, { isMessage }]) =>
        isMessage ? [BigInt(id) - 1n] : [],
      );
      const seenUpTo = messages.reduce((least, id) => (id < least ? id : least), newestMessage);
      return {
        shardId,
        shardCount,
        sessionId,
        resumeUrl,
        sequence: Math.min(shard.sequence, ...pending.map(([, { sequence }]) => sequence - 1)),
        seenUpTo: seenUpTo.toString(),
      };
    });
  }

  private begin(
    {
      session_id: sessionId,
      resume_gateway_url: resumeUrl,
      shard,
    }: Extract<GatewayDispatchPayload, { t: GatewayDispatchEvents.Ready }>['d'],
    shardId: number,
  ): void {
    const former = this.marks().find((mark) => mark.shardId === shardId);
    this.shards.set(shardId, {
      shardCount: shard?.[1] ?? 1,
      sessionId,
      resumeUrl,
      sequence: 0,
      newestMessage: 0n,
      pending: new Map(),
    });
    if (former) this.events.emit('gap', former.seenUpTo);
  }

  private pendingOf({ pending }: WatchedShard): [string, PendingEvent][] {
    const oldestMs = this.clock.now() - MAX_PENDING_MS;
    for (const [id, { sinceMs }] of pending) {
      if (this.processed.isEnded(id) || sinceMs < oldestMs) pending.delete(id);
    }
    return [...pending];
  }
}
