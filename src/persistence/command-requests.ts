import { inject, injectable } from 'tsyringe';
import { LessThan, MoreThan, type DataSource, type Repository } from 'typeorm';
import { z } from 'zod';

import { commandRequest, type CommandRequest } from '../interactions/command-request.js';
import { privateRequest, type PrivateRequest } from '../interactions/private-request.js';
import { CLOCK, type Clock } from '../platform/clock.js';
import { LOGGER, type Logger } from '../platform/logger.js';
import { CommandRequestEntity } from './command-request.entity.js';
import { DATA_SOURCE } from './database/database.js';
import { storage } from './storage-errors.js';

/** Nobody waits for an answer, or keeps a form open, any longer than that. */
export const MAX_AGE_MS = 24 * 60 * 60_000;

/** A process dies over a handful of commands, and some forms are open; more would be a flood. */
export const MAX_UNFINISHED = 500;

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

/** Whose requests: those of a person, or of a server. */
export interface RequestOwner {
  readonly kind: 'person' | 'server';
  readonly id: string;
}

/**
 * The commands and clicks whose cards or private answers are not there yet. What is noted here
 * before Discord is told that it was received is answered, whenever the process dies. Every method
 * throws `AppError` `storage.*` when the database fails.
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

  /**
   * Forgets a command: its card is there, or there will be none. Those that are too old go with it.
   */
  async remove(id: string): Promise<void> {
    const receivedAt = LessThan(this.earliest());
    await storage(this.rows.delete([{ id }, { receivedAt }]));
  }

  /** Whether something is noted and not answered yet. */
  async has(id: string): Promise<boolean> {
    return storage(this.rows.existsBy({ id }));
  }

  /** One that asks for a card; null where there is none, it is too old, or it cannot be read. */
  async find(id: string): Promise<CommandRequest | null> {
    const row = await storage(this.rows.findOneBy({ id, receivedAt: MoreThan(this.earliest()) }));
    const found = row && this.waiting(row);
    return found && isForCard(found) ? found.request : null;
  }

  /**
   * Those that ask for cards, among the `limit` newest of all, the oldest first: without those that
   * are too old, or that this program cannot read.
   */
  async all(limit: number): Promise<WaitingCommand[]> {
    return (await this.newest(limit)).filter(isForCard);
  }

  /** The same of those that ask for private answers. */
  async allPrivate(limit: number): Promise<WaitingAnswer[]> {
    return (await this.newest(limit)).filter(isForAnswer);
  }

  /** Those of a person or of a server, also those that this program cannot read. */
  async idsOf({ kind, id: ownerId }: RequestOwner): Promise<string[]> {
    const rows = await storage(this.rows.find());
    const isOwn = ({ guildId, request }: CommandRequestEntity) =>
      kind === 'server' ? guildId === ownerId : request.includes(`"${ownerId}"`);
    return rows.filter(isOwn).map(({ id }) => id);
  }

  private async newest(limit: number): Promise<Waiting<StoredRequest>[]> {
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
