import { setImmediate } from 'node:timers/promises';

import { ShardClientUtil } from 'discord.js';
import { Client } from 'discordx';
import { inject, injectable, type InjectionToken } from 'tsyringe';

import { LOGGER, type Logger } from '../../../platform/logger.js';
import {
  GatewaySessions,
  NOT_RESUMABLE,
  type GatewaySession,
} from '../../../persistence/gateway-sessions.js';
import { ProcessedEvents } from './processed-events.js';
import { MISSED_DELETION } from '../../deletions/deletions.js';
import { isPress, MISSED_PRESS } from '../meant-comments.js';
import { isDeletion, unansweredRequests, type RequestPacket } from './packets.js';
import { SessionReplay } from './session-replay.js';

/** Whether the sessions of the former process are resumed. */
export const RESUME_SESSION: InjectionToken<boolean> = Symbol('ResumeSession');

/** Messages and clicks that arrived while no process was running. */
@injectable()
export class MissedEvents {
  private stored: GatewaySession[] = [];
  private replays: SessionReplay[] = [];

  constructor(
    private readonly client: Client,
    private readonly sessions: GatewaySessions,
    private readonly processed: ProcessedEvents,
    @inject(RESUME_SESSION) private readonly resumes: boolean,
    @inject(LOGGER) private readonly logger: Logger,
  ) {}

  /**
   * Starts collecting events of the former sessions, before the login. From now on until {@link
   * close}, every event arrives in the former sessions, the new ones, or both.
   *
   * @throws AppError `storage.*`
   */
  async collect(token: string): Promise<void> {
    this.stored = await this.sessions.load();
    const resumable = this.stored.filter(({ sessionId }) => sessionId !== NOT_RESUMABLE);
    if (this.resumes) this.replays = resumable.map((session) => new SessionReplay(session, token));
  }

  /**
   * Passes all unanswered events to the handlers as if they were new, and waits for the handlers.
   * The client must be ready.
   *
   * @returns the message after which channels must be read back, or null when nothing is missing.
   * @throws the reason of `signal`; after that, no handler runs.
   */
  async handOver(signal: AbortSignal): Promise<string | null> {
    // Waits for events that only the former sessions received, just before the new ones started.
    await Promise.all(this.replays.map((replay) => replay.waitUntilCurrent()));
    signal.throwIfAborted();
    const deletions = this.replays.flatMap(({ packets }) => packets.filter(isDeletion));
    for (const packet of deletions) this.client.emit(MISSED_DELETION, packet);
    const presses = this.replays.flatMap(({ packets }) => packets.filter(isPress));
    for (const packet of presses) this.client.emit(MISSED_PRESS, packet);
    const requests = this.replays.flatMap(({ packets }) => unansweredRequests(packets, this.botId));
    const missed = requests.filter(({ d }) => !this.processed.isStarted(d.id));
    if (missed.length > 0) this.logger.info({ events: missed.length }, 'Handling what was missed');
    for (const packet of missed) {
      this.processed.markRepeated(packet.d.id);
      this.dispatch(packet);
    }
    // Handlers start in microtasks. An event that has not started now is from a place that no
    // longer exists.
    await setImmediate();
    signal.throwIfAborted();
    const started = missed.filter(({ d }) => this.processed.isStarted(d.id));
    await Promise.all(started.map(({ d }) => this.processed.waitUntilDone(d.id, signal)));
    return this.gap();
  }

  /** Ends the former sessions. */
  close(): void {
    for (const replay of this.replays.splice(0)) replay.close();
  }

  private get botId(): string {
    return this.client.user?.id ?? '';
  }

  /** The oldest message that may be missing, over all shards. */
  private gap(): string | null {
    const since = this.stored.flatMap((session) => this.missingSince(session) ?? []).map(BigInt);
    if (since.length === 0) return null;
    return since.reduce((least, id) => (id < least ? id : least)).toString();
  }

  private missingSince(session: GatewaySession): string | null {
    const { shardId: shard, catchUpSince, seenUpTo } = session;
    const replay = this.replays.find((candidate) => candidate.session === session);
    if (replay?.failure === null) {
      if (!replay.hasSkipped) return catchUpSince;
      this.logger.warn({ shard }, 'Discord did not replay everything that was missed');
      return catchUpSince ?? seenUpTo;
    }
    if (replay) this.logger.info({ shard, reason: replay.failure }, 'Session could not be resumed');
    return catchUpSince ?? seenUpTo;
  }

  /**
   * The client's own method for events, documented as private. No public method makes its objects
   * from events of another connection.
   */
  private dispatch(packet: RequestPacket): void {
    const { shards } = this.client.ws;
    const id = shardOf(packet, shards.size);
    this.client.ws['handlePacket'](packet, shards.get(id) ?? shards.first());
  }
}

/** The shard that an event belongs to now; its session may be of a time with fewer shards. */
function shardOf({ d }: RequestPacket, shardCount: number): number {
  const guildId = d.guild_id;
  return guildId === undefined ? 0 : ShardClientUtil.shardIdForGuildId(guildId, shardCount);
}
