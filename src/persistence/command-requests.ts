import { inject, injectable } from 'tsyringe';
import type { DataSource, Repository } from 'typeorm';

import { commandRequest, type CommandRequest } from '../interactions/command-request.js';
import { CLOCK, type Clock } from '../platform/clock.js';
import { LOGGER, type Logger } from '../platform/logger.js';
import { CommandRequestEntity } from './command-request.entity.js';
import { DATA_SOURCE } from './database/database.js';
import { storage } from './storage-errors.js';

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

  /** Forgets a command: its card is there, or there will be none. */
  async remove(id: string): Promise<void> {
    await storage(this.rows.delete({ id }));
  }

  /** One of them; null where there is none, or none that can be read. */
  async find(id: string): Promise<CommandRequest | null> {
    const row = await storage(this.rows.findOneBy({ id }));
    return (row && this.waiting(row)?.request) ?? null;
  }

  /** All of them, the oldest first, without those that this program cannot read. */
  async all(): Promise<WaitingCommand[]> {
    const rows = await storage(this.rows.find({ order: { receivedAt: 'ASC', id: 'ASC' } }));
    return rows.flatMap((row) => this.waiting(row) ?? []);
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
