import { inject, injectable } from 'tsyringe';
import {
  In,
  IsNull,
  LessThan,
  LessThanOrEqual,
  MoreThan,
  Not,
  type DataSource,
  type Repository,
} from 'typeorm';

import type { SpendingLimits } from '../config/spending.js';
import { CLOCK, type Clock } from '../platform/clock.js';
import { KeyedMutex } from '../platform/keyed-mutex.js';
import { DATA_SOURCE } from './database/database.js';
import { LedgerEntryEntity } from './ledger-entry.entity.js';
import { refusalIn, roomsFor, type NamedRoom, type SpendingRefusal } from './ledger-rooms.js';
import {
  BEGIN,
  CLOSE,
  CUT_OFF_ALL,
  GIVE_BACK,
  insertion,
  LOSE,
  SETTLE,
  type NewEntry,
  type Statement,
} from './ledger-statements.js';
import { isUniqueViolation, storage } from './storage-errors.js';

/** For whom and for what something is spent. */
export interface Spending {
  readonly generationId: string;
  readonly interactionId: string;
  readonly personId: string;
  /** Null in a direct message. */
  readonly guildId: string | null;
  readonly model: string;
  /**
   * What one picture is expected to cost, and the day of the table that says so;
   * null: nobody knows.
   */
  readonly estimate: { readonly microDollars: number; readonly date: string } | null;
}

/** What is kept at most of a ledger, in days: a year, and the month before. */
export const LEDGER_DAYS = 400;

const DAY_MS = 86_400_000;

/** At most so many entries are looked at in one go. */
const BATCH_SIZE = 100;

/**
 * What is spent, durably: a generation reserves what it may cost before it is requested, and
 * each call of the model is charged before it is made. Each change is one statement, and none
 * lets two processes spend the same money. Every method throws `AppError` `storage.*` when
 * the database fails.
 */
@injectable()
export class Ledger {
  private readonly rows: Repository<LedgerEntryEntity>;
  /** Reservations of this process come one after the other, as those of two processes do. */
  private readonly turns = new KeyedMutex();

  constructor(
    @inject(DATA_SOURCE) private readonly dataSource: DataSource,
    @inject(CLOCK) private readonly clock: Clock,
  ) {
    this.rows = dataSource.getRepository(LedgerEntryEntity);
  }

  /**
   * Reserves a number of pictures before their generation is requested. To repeat it is harmless.
   *
   * @returns null, or which limit leaves no room; then nothing is changed.
   */
  async reserve(
    spending: Spending,
    pictures: number,
    limits: SpendingLimits,
  ): Promise<SpendingRefusal | null> {
    const { generationId: id } = spending;
    const microDollars = pictures * estimateOf(spending);
    const entry = { ...this.entryOf(spending), id, pictures, reserved: pictures, microDollars };
    return this.add(entry, limits);
  }

  /**
   * Charges one call of a generation before it is made: it takes a reserved place, or where
   * there is none left, since a former call was cut off, one beyond what was reserved if the
   * budgets have room.
   *
   * @param attempt unique for each call.
   * @returns null, or which budget leaves no room; then the call must not be made.
   */
  async begin(
    spending: Spending,
    attempt: string,
    limits: SpendingLimits,
  ): Promise<SpendingRefusal | null> {
    if (await this.rowsChanged(BEGIN, [attempt, spending.generationId])) return null;
    // The answer to a former statement was lost.
    if (await storage(this.rows.existsBy({ attempt }))) return null;
    const microDollars = estimateOf(spending);
    const entry = { ...this.entryOf(spending), id: attempt, attempt, microDollars };
    return this.add(entry, { ...limits, quotaPerPerson: null, quotaPerServer: null });
  }

  /**
   * A call was answered. Null: what it cost is not known, and it counts as much as was expected.
   */
  async settle(attempt: string, microDollars: number | null): Promise<void> {
    await this.rowsChanged(SETTLE, [microDollars, attempt]);
  }

  /** A call cost nothing, so that the next one of its generation can have its place. */
  async giveBack(attempt: string): Promise<void> {
    await this.rowsChanged(GIVE_BACK, [attempt]);
  }

  /** Nobody will know whether a call was paid: it stays charged as it was expected. */
  async lose(attempt: string): Promise<void> {
    await this.rowsChanged(LOSE, [attempt]);
  }

  /** A generation makes no more calls. What it has reserved beyond those it made is free again. */
  async close(generationId: string): Promise<void> {
    await this.rowsChanged(CLOSE, [generationId]);
  }

  /** All calls under way stay charged as they were expected: their processes are dead. */
  async cutOffAll(): Promise<void> {
    await this.rowsChanged(CUT_OFF_ALL, []);
  }

  /**
   * Entries until then that still reserve something, or have a call under way, by their ids.
   *
   * @param after the id of the last one before.
   */
  async unfinished(until: string, after: string): Promise<LedgerEntryEntity[]> {
    const those = { at: LessThanOrEqual(until), id: MoreThan(after) };
    const where = [
      { ...those, reserved: MoreThan(0) },
      { ...those, attempt: Not(IsNull()) },
    ];
    return storage(this.rows.find({ where, order: { id: 'ASC' }, take: BATCH_SIZE }));
  }

  /** All entries of some generations. */
  async entriesOf(generationIds: readonly string[]): Promise<LedgerEntryEntity[]> {
    return storage(this.rows.findBy({ generationId: In(generationIds) }));
  }

  /** Removes entries that are older than {@link LEDGER_DAYS}. */
  async removeOld(): Promise<void> {
    const day = new Date(this.clock.now() - LEDGER_DAYS * DAY_MS).toISOString().slice(0, 10);
    await storage(this.rows.delete({ day: LessThan(day) }));
  }

  private entryOf(spending: Spending): Omit<NewEntry, 'id' | 'microDollars'> {
    const { generationId, interactionId, personId, guildId, model, estimate } = spending;
    const at = new Date(this.clock.now()).toISOString();
    return {
      generationId,
      interactionId,
      personId,
      guildId,
      model,
      priceDate: estimate?.date ?? null,
      day: at.slice(0, 10),
      at,
      estimate: estimateOf(spending),
      pictures: 0,
      reserved: 0,
      attempt: null,
      settled: 0,
      cutOff: 0,
      settledMicroDollars: 0,
    };
  }

  private async add(entry: NewEntry, limits: SpendingLimits): Promise<SpendingRefusal | null> {
    const rooms = roomsFor(entry, limits);
    let refusal: SpendingRefusal | null = null;
    await this.turns.run('turn', async () => {
      refusal = await this.addInTurn(entry, rooms);
    });
    return refusal;
  }

  private async addInTurn(
    entry: NewEntry,
    rooms: readonly NamedRoom[],
  ): Promise<SpendingRefusal | null> {
    const statement = insertion(
      entry,
      rooms.map(({ room }) => room),
    );
    for (;;) {
      if (await this.inserted(statement)) return null;
      if (await storage(this.rows.existsBy({ id: entry.id }))) return null;
      const refusal = await refusalIn(this.dataSource, rooms, this.clock.now());
      if (refusal !== null) return refusal;
      // Another process took the turn, or what was missing came back a moment before.
    }
  }

  private async inserted({ sql, parameters }: Statement): Promise<boolean> {
    try {
      return await this.rowsChanged(sql, parameters);
    } catch (error) {
      if (isUniqueViolation(error)) return false;
      throw error;
    }
  }

  private async rowsChanged(sql: string, parameters: readonly unknown[]): Promise<boolean> {
    const runner = this.dataSource.createQueryRunner();
    try {
      const { affected } = await storage(runner.query(sql, [...parameters], true));
      return (affected ?? 0) > 0;
    } finally {
      await runner.release();
    }
  }
}

function estimateOf({ estimate }: Spending): number {
  return estimate?.microDollars ?? 0;
}
