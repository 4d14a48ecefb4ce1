import { inject, injectable } from 'tsyringe';
import { LessThan, MoreThan, type DataSource, type Repository } from 'typeorm';

import { commandRequest, type CommandRequest } from '../interactions/command-request.js';
import { CLOCK, type Clock } from '../platform/clock.js';
import { LOGGER, type Logger } from '../platform/logger.js';
import { CommandRequestEntity } from './command-request.entity.js';
import { DATA_SOURCE } from './database/database.js';
import { storage } from './storage-errors.js';

/** Nobody waits for an answer, or keeps a form open, any longer than that. */
export const MAX_AGE_MS = 24 * 60 * 60_000;

/** A command that a process left without a card. */
export interface WaitingCommand {
  readonly request: CommandRequest;
  /** Milliseconds since the Unix epoch. */
  readonly receivedAtMs: number;
}

/**
 * The commands whose cards are not there yet. What is noted here before Discord is told that the
 * command was received is answered, whenever the process dies. Every method throws `AppError`
 * `storage.*` when the database fails.
 */
@injectable()
export class CommandRequests {
  private readonly rows: Repository<CommandRequestEntity>;

  constructor(
    @inject(DATA_SOURCE) dataSource: DataSource,
    @inject(CLOCK) private readonly clock: Clock,
    @inject(LOGGER) private readonly logger: Logger,
  ) {
    this.rows = dataSource.getRepository(CommandRequestEntity);
  }

  /** Notes a command; noting it again changes nothing. */
  async add(request: CommandRequest): Promise<void> {
    const row = {
      id: request.id,
      guildId: request.guildId,
      request: JSON.stringify(request),
      receivedAt: new Date(this.clock.now()).toISOString(),
    };
    await storage(
      this.rows.createQueryBuilder().insert().values(row).orIgnore().updateEntity(false).execute(),
    );
  }

  /** Forgets a command: its card is there, or there will be none. Those that are too old go with it. */
  async remove(id: string): Promise<void> {
    const receivedAt = LessThan(this.earliest());
    await storage(this.rows.delete([{ id }, { receivedAt }]));
  }

  /** One of them; null where there is none, it is too old, or it cannot be read. */
  async find(id: string): Promise<CommandRequest | null> {
    const row = await storage(this.rows.findOneBy({ id, receivedAt: MoreThan(this.earliest()) }));
    return (row && this.waiting(row)?.request) ?? null;
  }

  /**
   * The newest ones, the oldest of them first: without those that are too old, or that this program
   * cannot read.
   */
  async all(limit: number): Promise<WaitingCommand[]> {
    const rows = await storage(
      this.rows.find({
        where: { receivedAt: MoreThan(this.earliest()) },
        order: { receivedAt: 'DESC', id: 'DESC' },
        take: limit,
      }),
    );
    return rows.toReversed().flatMap((row) => this.waiting(row) ?? []);
  }

  private earliest(): string {
    return new Date(this.clock.now() - MAX_AGE_MS).toISOString();
  }

  private waiting({ id, request, receivedAt }: CommandRequestEntity): WaitingCommand | null {
    const parsed = commandRequest.safeParse(jsonIn(request));
    if (parsed.success) return { request: parsed.data, receivedAtMs: Date.parse(receivedAt) };
    // The text holds a token, so the reason may not be logged with it.
    this.logger.warn({ commandId: id }, 'A stored command is unreadable');
    return null;
  }
}

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
