import { setImmediate } from 'node:timers/promises';

import type { GatewayDispatchPayload } from 'discord.js';
import { Client } from 'discordx';
import { inject, injectable, type InjectionToken } from 'tsyringe';

import { LOGGER, type Logger } from '../../../platform/logger.js';
import { GatewaySessions, type GatewaySession } from '../../../persistence/gateway-sessions.js';
import { ProcessedEvents } from './processed-events.js';
import { stillAsking } from './packets.js';
import { SessionReplay } from './session-replay.js';

/** Whether the sessions of the former process are resumed. */
export const RESUME_SESSION: InjectionToken<boolean> = Symbol('ResumeSession');

/** What people said and clicked while no process was there to hear it. */
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
   * Begins to collect, beside the login: from here on until {@link close} everything is heard by the
   * former sessions, the new ones, or both.
   *
   * @throws AppError `storage.*`
   */
  async collect(token: string): Promise<void> {
    this.stored = await this.sessions.load();
    if (this.resumes)
      this.replays = this.stored.map((session) => new SessionReplay(session, token));
  }

  /**
   * Hands everything that still asks for an answer to the handlers, as if Discord had sent it just
   * now, and waits until they are done. The client must be ready.
   *
   * @returns the message after which channels have to be read back, or null when nothing is missing.
   * @throws the reason of `signal`, after which nobody listens any more.
   */
  async handOver(signal: AbortSignal): Promise<string | null> {
    // What only the former sessions were told, just before the new ones began, may still be on its way.
    await Promise.all(this.replays.map((replay) => replay.upToNow()));
    signal.throwIfAborted();
    const asking = this.replays.flatMap(({ packets }) => stillAsking(packets, this.botId));
    const missed = asking.filter(({ d }) => !this.processed.isBegun(d.id));
    if (missed.length > 0) this.logger.info({ events: missed.length }, 'Handling what was missed');
    for (const packet of missed) this.dispatch(packet);
    // Handlers begin in microtasks. What has not begun then is from a place that is not there any more.
    await setImmediate();
    signal.throwIfAborted();
    const begun = missed.filter(({ d }) => this.processed.isBegun(d.id));
    await Promise.all(begun.map(({ d }) => this.processed.ended(d.id, signal)));
    return this.gap();
  }

  /** Ends the former sessions: nothing is asked of them any more. */
  close(): void {
    for (const replay of this.replays.splice(0)) replay.close();
  }

  private get botId(): string {
    return this.client.user?.id ?? '';
  }

  /** The first message that nobody was told of: the least of what the shards lack. */
  private gap(): string | null {
    const since = this.stored.flatMap((session) => this.lackOf(session) ?? []).map(BigInt);
    if (since.length === 0) return null;
    return since.reduce((least, id) => (id < least ? id : least)).toString();
  }

  private lackOf(session: GatewaySession): string | null {
    const { shardId: shard, catchUpSince, seenUpTo } = session;
    const replay = this.replays.find((candidate) => candidate.session === session);
    if (replay?.failure === null) return catchUpSince;
    if (replay) this.logger.info({ shard, reason: replay.failure }, 'Session could not be resumed');
    return catchUpSince ?? seenUpTo;
  }

  /**
   * The client's own way for events, which it documents as private: there is no public one that
   * makes its objects of what another connection has received.
   */
  private dispatch(packet: GatewayDispatchPayload): void {
    const [shard] = this.client.ws.shards.values();
    this.client.ws['handlePacket'](packet, shard);
  }
}
