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

/** An event that was received and is not handled yet. */
interface PendingEvent {
  readonly sequence: number;
  readonly isMessage: boolean;
  readonly sinceMs: number;
}

interface ShardState extends Pick<GatewaySession, 'shardCount' | 'sessionId' | 'resumeUrl'> {
  sequence: number;
  newestMessage: bigint;
  /** The message after which events were skipped since the connection broke; null: none were. */
  skippedAfter: string | null;
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
   * `since`. `loss`: a session was resumed, and its numbers tell that events after `since` were not
   * replayed.
   */
  readonly events = new EventEmitter<{
    change: [];
    gap: [since: string];
    loss: [since: string, shardId: number];
  }>();
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
    if (packet.s > shard.sequence + 1) shard.skippedAfter ??= this.positionOf(shard).seenUpTo;
    shard.sequence = Math.max(shard.sequence, packet.s);
    const newest = newestMessageIn(packet);
    if (newest > shard.newestMessage) shard.newestMessage = newest;
    const id = handledAs(packet);
    if (id !== null && SNOWFLAKE.test(id) && !shard.pending.has(id)) {
      const isMessage = packet.t === GatewayDispatchEvents.MessageCreate;
      const { s: sequence } = packet;
      shard.pending.set(id, { sequence, isMessage, sinceMs: this.clock.now() });
    }
    if (packet.t === GatewayDispatchEvents.Resumed) this.tellLoss(shard, shardId);
    this.events.emit('change');
  }

  /**
   * The current session of every shard. Channels are to be read back from the oldest message that
   * is not handled yet: Discord may not replay an event that it knows to have arrived.
   */
  sessions(): GatewaySession[] {
    return [...this.shards].map(([shardId, shard]) => {
      const { shardCount, sessionId, resumeUrl } = shard;
      return { shardId, shardCount, sessionId, resumeUrl, ...this.positionOf(shard) };
    });
  }

  private positionOf(
    shard: ShardState,
  ): Pick<GatewaySession, 'sequence' | 'seenUpTo' | 'catchUpSince'> {
    const pending = this.pendingOf(shard);
    const messages = pending.flatMap(([id, { isMessage }]) => (isMessage ? [BigInt(id) - 1n] : []));
    const least = messages.reduce((one, id) => (id < one ? id : one), shard.newestMessage);
    const seenUpTo = least.toString();
    return {
      sequence: Math.min(shard.sequence, ...pending.map(([, { sequence }]) => sequence - 1)),
      seenUpTo,
      catchUpSince: messages.length === 0 ? null : seenUpTo,
    };
  }

  /** Only what a resumed session skips is lost; numbers that come out of order are not. */
  private tellLoss(shard: ShardState, shardId: number): void {
    const { skippedAfter } = shard;
    shard.skippedAfter = null;
    if (skippedAfter !== null) this.events.emit('loss', skippedAfter, shardId);
  }

  private startSession(
    {
      session_id: sessionId,
      resume_gateway_url: resumeUrl,
      shard,
    }: Extract<GatewayDispatchPayload, { t: GatewayDispatchEvents.Ready }>['d'],
    shardId: number,
  ): void {
    const former = this.shards.get(shardId);
    const since = former && this.positionOf(former).seenUpTo;
    this.shards.set(shardId, {
      shardCount: shard?.[1] ?? 1,
      sessionId,
      resumeUrl,
      sequence: 0,
      newestMessage: 0n,
      skippedAfter: null,
      pending: new Map(),
    });
    if (since !== undefined) this.events.emit('gap', since);
  }

  private pendingOf({ pending }: ShardState): [string, PendingEvent][] {
    const oldestMs = this.clock.now() - MAX_PENDING_MS;
    for (const [id, { sinceMs }] of pending) {
      if (this.processed.isDone(id) || sinceMs < oldestMs) pending.delete(id);
    }
    return [...pending];
  }
}

/**
 * The id under which an event is handled, if it is: a pressed pencil as the comment that it means.
 */
function handledAs(packet: GatewayDispatchPayload): string | null {
  if (isPress(packet)) return packet.d.message_id;
  return isForHandlers(packet) ? packet.d.id : null;
}
