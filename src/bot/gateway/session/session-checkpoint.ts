import type { GatewayDispatchPayload } from 'discord.js';
import type { Client } from 'discordx';
import PQueue from 'p-queue';
import { inject, injectable } from 'tsyringe';

import { LOGGER, type Logger } from '../../../platform/logger.js';
import { GatewaySessions } from '../../../persistence/gateway-sessions.js';
import { GatewayWatch } from './gateway-watch.js';

/** What comes within this time is stored by one statement; a kill replays at most that much again. */
const STORE_EVERY_MS = 1000;

/** Stores how far the bot has come, once a second at most, and never while nothing happens. */
@injectable()
export class SessionCheckpoint {
  private owed: bigint | null = null;
  private timer: NodeJS.Timeout | undefined;
  /** One after the other, so that an older state never comes last. */
  private readonly storing = new PQueue({ concurrency: 1 });
  private isStarted = false;
  private hasFailed = false;

  constructor(
    private readonly sessions: GatewaySessions,
    private readonly watch: GatewayWatch,
    @inject(LOGGER) private readonly logger: Logger,
  ) {}

  /** After which message channels are still to be read back; null: none are. */
  get catchUpSince(): string | null {
    return this.owed?.toString() ?? null;
  }

  /**
   * Begins to follow the sessions of the client, which must not be logged in yet.
   *
   * @param onGap hears when a shard had to begin a new session, and may have missed what came after
   * the message of that id.
   */
  follow(client: Client, onGap: (since: string) => void): void {
    client.on('raw', (packet: GatewayDispatchPayload, shardId: number) => {
      this.watch.receive(packet, shardId);
    });
    this.watch.events.on('gap', onGap);
  }

  /**
   * From now on the sessions of this process are stored, in place of those of the former one, whose
   * events must be handled.
   */
  async start(): Promise<void> {
    this.isStarted = true;
    this.watch.events.on('change', () => this.storeSoon());
    await this.store();
    await this.sessions.forgetAllBut(this.watch.marks().map(({ shardId }) => shardId));
  }

  /** Channels have to be read back from that message on. */
  owe(since: string): void {
    const id = BigInt(since);
    if (this.owed === null || id < this.owed) this.owed = id;
    this.storeSoon();
  }

  /** Channels were read back, unless more is owed than `since` by now. */
  caughtUp(since: string): void {
    if (this.catchUpSince === since) this.owed = null;
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

  /** A storage that fails is told once; the next event brings the next try. */
  private async store(): Promise<void> {
    await this.storing.add(async () => {
      const { catchUpSince } = this;
      try {
        await this.sessions.save(this.watch.marks().map((mark) => ({ ...mark, catchUpSince })));
        this.hasFailed = false;
      } catch (err) {
        if (!this.hasFailed) this.logger.warn({ err }, 'Gateway sessions could not be stored');
        this.hasFailed = true;
      }
    });
  }
}
