import { EventEmitter } from 'node:events';

import { GatewayDispatchEvents, type GatewayDispatchPayload } from 'discord.js';
import { inject, injectable } from 'tsyringe';

import { CLOCK, type Clock } from '../../../platform/clock.js';
import type { GatewaySession } from '../../../persistence/gateway-sessions.js';
import { ProcessedEvents } from './processed-events.js';
import { isPress } from '../meant-comments.js';
import { isForHandlers, newestMessageIn } from './packets.js';

/**
 * Handlers do not see some events, for example from an unknown channel. They stop being pending
 * after this time.
 */
const MAX_PENDING_MS = 10 * 60 * 1000;

/** No other id can be a message or a click that is answered. */
const SNOWFLAKE = /^\d{1,20}$/;

/** The position of a shard in its session. */
export type SessionPosition = Omit<GatewaySession, 'catchUpSince'>;

/** An event that was received and is not handled yet. */
interface PendingEvent {
  readonly sequence: number;
  readonly isMessage: boolean;
  readonly sinceMs: number;
}

interface ShardState extends Pick<SessionPosition, 'shardCount' | 'sessionId' | 'resumeUrl'> {
  sequence: number;
  newestMessage: bigint;
  readonly pending: Map<string, PendingEvent>;
}

/**
 * Tracks all events of the gateway, and for each shard the position up to which all events are
 * handled. A new process resumes from this position.
 */
@injectable()
export class GatewayWatch {
  /**
   * `gap`: a shard had to start a new session, and may have missed events after the message
   * `since`.
   */
  readonly events = new EventEmitter<{ change: []; gap: [since: string] }>();
  private readonly shards = new Map<number, ShardState>();

  constructor(
    private readonly processed: ProcessedEvents,
    @inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Records an event of Discord, before it is handled. */
  receive(packet: GatewayDispatchPayload, shardId: number): void {
    if (packet.t === GatewayDispatchEvents.Ready) this.startSession(packet.d, shardId);
    const shard = this.shards.get(shardId);
    if (!shard) return;
    shard.sequence = packet.s;
    const newest = newestMessageIn(packet);
    if (newest > shard.newestMessage) shard.newestMessage = newest;
    const id = handledAs(packet);
    if (id !== null && SNOWFLAKE.test(id) && !shard.pending.has(id)) {
      const isMessage = packet.t === GatewayDispatchEvents.MessageCreate;
      const { s: sequence } = packet;
      shard.pending.set(id, { sequence, isMessage, sinceMs: this.clock.now() });
    }
    this.events.emit('change');
  }

  /** The current position of every shard. */
  positions(): SessionPosition[] {
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

  private startSession(
    {
      session_id: sessionId,
      resume_gateway_url: resumeUrl,
      shard,
    }: Extract<GatewayDispatchPayload, { t: GatewayDispatchEvents.Ready }>['d'],
    shardId: number,
  ): void {
    const former = this.positions().find((position) => position.shardId === shardId);
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

  private pendingOf({ pending }: ShardState): [string, PendingEvent][] {
    const oldestMs = this.clock.now() - MAX_PENDING_MS;
    for (const [id, { sinceMs }] of pending) {
      if (this.processed.isDone(id) || sinceMs < oldestMs) pending.delete(id);
    }
    return [...pending];
  }
}

/** The id under which an event is handled, if it is: a pressed pencil as the comment that it means. */
function handledAs(packet: GatewayDispatchPayload): string | null {
  if (isPress(packet)) return packet.d.message_id;
  return isForHandlers(packet) ? packet.d.id : null;
}
