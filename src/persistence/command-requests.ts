import { inject, injectable } from 'tsyringe';
import type { DataSource, Repository } from 'typeorm';
import { z } from 'zod';

import { commandRequest, type CommandRequest } from '../interactions/command-request.js';
import { privateRequest, type PrivateRequest } from '../interactions/private-request.js';
import { CLOCK, type Clock } from '../platform/clock.js';
import { LOGGER, type Logger } from '../platform/logger.js';
import { CommandRequestEntity } from './command-request.entity.js';
import { DATA_SOURCE } from './database/database.js';
import { storage } from './storage-errors.js';

const storedRequest = z.union([privateRequest, commandRequest]);

type StoredRequest = z.output<typeof storedRequest>;

/** What a process has acknowledged, and left without a card or an answer. */
interface Waiting<R extends StoredRequest> {
  readonly request: R;
  /** Milliseconds since the Unix epoch. */
  readonly receivedAtMs: number;
}

/** A command that a process left without a card. */
export type WaitingCommand = Waiting<CommandRequest>;

/** A command or click that a process left without its private answer. */
export type WaitingAnswer = Waiting<PrivateRequest>;

/**
 * The commands and clicks whose cards or private answers are not there yet. What is noted here before
 * Discord is told that it was received is answered, whenever the process dies. Every method throws
 * `AppError` `storage.*` when the database fails.
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
  async add(request: StoredRequest): Promise<void> {
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

  /** Whether something is noted and not answered yet. */
  async has(id: string): Promise<boolean> {
    return storage(this.rows.existsBy({ id }));
  }

  /** One that asks for a card; null where there is none, or none that can be read. */
  async find(id: string): Promise<CommandRequest | null> {
    const row = await storage(this.rows.findOneBy({ id }));
    const found = row && this.waiting(row);
    return found && isForCard(found) ? found.request : null;
  }

  /** All that ask for cards, the oldest first, without those that this program cannot read. */
  async all(): Promise<WaitingCommand[]> {
    return (await this.readable()).filter(isForCard);
  }

  /** The same of those that ask for private answers. */
  async allPrivate(): Promise<WaitingAnswer[]> {
    return (await this.readable()).filter(isForAnswer);
  }

  private async readable(): Promise<Waiting<StoredRequest>[]> {
    const rows = await storage(this.rows.find({ order: { receivedAt: 'ASC', id: 'ASC' } }));
    return rows.flatMap((row) => this.waiting(row) ?? []);
  }

  private waiting({
    id,
    request,
    receivedAt,
  }: CommandRequestEntity): Waiting<StoredRequest> | null {
    const parsed = storedRequest.safeParse(jsonIn(request));
    if (parsed.success) return { request: parsed.data, receivedAtMs: Date.parse(receivedAt) };
    // The text holds a token, so the reason may not be logged with it.
    this.logger.warn({ commandId: id }, 'A stored command is unreadable');
    return null;
  }
}

function isForCard(waiting: Waiting<StoredRequest>): waiting is WaitingCommand {
  return !('ask' in waiting.request);
}

function isForAnswer(waiting: Waiting<StoredRequest>): waiting is WaitingAnswer {
  return 'ask' in waiting.request;
}

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
