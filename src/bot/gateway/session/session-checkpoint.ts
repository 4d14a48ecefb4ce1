import type { Client } from 'discordx';
import PQueue from 'p-queue';
import { inject, injectable } from 'tsyringe';

import { LOGGER, type Logger } from '../../../platform/logger.js';
import { GatewaySessions } from '../../../persistence/gateway-sessions.js';
import { followPackets } from '../follow-packets.js';
import { ServedShards } from '../shards/served-shards.js';
import { GatewayWatch } from './gateway-watch.js';

/**
 * Events within this time are stored by one statement. After a kill, at most that much is replayed
 * twice.
 */
const STORE_EVERY_MS = 1000;

/** Stores the position in the sessions, at most once a second, and only after changes. */
@injectable()
export class SessionCheckpoint {
  private pendingCatchUp: bigint | null = null;
  private timer: NodeJS.Timeout | undefined;
  /** Saves run one after the other, so that an older state never overwrites a newer one. */
  private readonly storing = new PQueue({ concurrency: 1 });
  private isStarted = false;
  private hasFailed = false;

  constructor(
    private readonly sessions: GatewaySessions,
    private readonly watch: GatewayWatch,
    private readonly served: ServedShards,
    @inject(LOGGER) private readonly logger: Logger,
  ) {}

  /** The message after which channels must still be read back; null: none. */
  get catchUpSince(): string | null {
    return this.pendingCatchUp?.toString() ?? null;
  }

  /**
   * Follows the sessions of the client, which must not be logged in yet.
   *
   * @param onGap called when a shard had to start a new session, and may have missed events after
   * the message of that id.
   * @param onLoss called when a shard resumed its session, and Discord did not replay everything
   * after the message of that id.
   */
  follow(
    client: Client,
    onGap: (since: string) => void,
    onLoss: (since: string, shardId: number) => void,
  ): void {
    followPackets(client, this.logger, (packet, shardId) => this.watch.receive(packet, shardId));
    this.watch.events.on('gap', onGap).on('loss', onLoss);
  }

  /**
   * Starts storing the sessions of this process, in place of those of the former process. Their
   * events must be handled before. May be repeated when it fails.
   *
   * @throws AppError `storage.*`
   */
  async start(): Promise<void> {
    if (!this.isStarted) this.watch.events.on('change', () => this.storeSoon());
    this.isStarted = true;
    await this.store();
    const [first] = this.watch.sessions();
    if (first !== undefined) await this.sessions.forgetFrom(first.shardCount);
  }

  /** Stores that channels must be read back from this message on. */
  requestCatchUp(since: string): void {
    const id = BigInt(since);
    if (this.pendingCatchUp === null || id < this.pendingCatchUp) this.pendingCatchUp = id;
    this.storeSoon();
  }

  /**
   * Stores that channels were read back from `since` on, unless an older message was requested
   * meanwhile.
   */
  completeCatchUp(since: string): void {
    if (this.catchUpSince === since) this.pendingCatchUp = null;
    this.storeSoon();
  }

  /** Stores the last state. */
  async stop(): Promise<void> {
    clearTimeout(this.timer);
    if (this.isStarted) await this.store();
    this.isStarted = false;
  }

  private storeSoon(): void {
    if (!this.isStarted) return;
    this.timer ??= setTimeout(() => {
      this.timer = undefined;
      void this.store();
    }, STORE_EVERY_MS);
  }

  /** A failing storage is logged once; the next event starts the next attempt. */
  private async store(): Promise<void> {
    await this.storing.add(async () => {
      const { catchUpSince } = this;
      // Those of lost shards are stored by the process that serves them now.
      const own = this.watch.sessions().filter(({ shardId }) => this.served.has(shardId));
      try {
        await this.sessions.save(
          own.map((session) => ({
            ...session,
            catchUpSince: older(catchUpSince, session.catchUpSince),
          })),
        );
        this.hasFailed = false;
      } catch (err) {
        if (!this.hasFailed) this.logger.warn({ err }, 'Gateway sessions could not be stored');
        this.hasFailed = true;
      }
    });
  }
}

/** The older of two messages; null: none. */
function older(one: string | null, other: string | null): string | null {
  if (one === null || other === null) return one ?? other;
  return BigInt(one) < BigInt(other) ? one : other;
}
