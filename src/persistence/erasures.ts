import { randomUUID } from 'node:crypto';

import { inject, injectable } from 'tsyringe';
import { Brackets, LessThan, type DataSource, type Repository } from 'typeorm';
import { z } from 'zod';

import { CLOCK, type Clock } from '../platform/clock.js';
import { DATA_SOURCE } from './database/database.js';
import { ErasureEntity } from './erasure.entity.js';
import { storage } from './storage-errors.js';

/** A worker that has not said for so long that it is at work is taken for dead. */
export const ERASURE_LEASE_MS = 60_000;

/** Whose data is to be erased: all of one person, all of one server, or one interaction. */
export interface ErasureSubject {
  readonly kind: 'person' | 'server' | 'interaction';
  readonly id: string;
}

const count = z.int().nonnegative().default(0);

const counts = z.object({
  interactions: count,
  images: count,
  imageBytes: count,
  /** Cards in Discord that are to say that they were removed. */
  cards: count,
  /** Cards that the bot cannot change: those that only tokens reach. */
  cardsOutOfReach: count,
  /** Interactions of others in which the person had a part, without it now. */
  others: count,
  /** Further records: settings, and what was asked for and not answered yet. */
  records: count,
});

/** What an erasure has done. */
export type ErasureCounts = Readonly<z.output<typeof counts>>;

export const NOTHING_ERASED: ErasureCounts = counts.parse({});

const progress = z.object({
  done: counts,
  /** The interaction whose row goes next, with its pictures; a kill may come before or after. */
  next: z
    .object({ id: z.string(), imageKeys: z.array(z.string()).readonly(), counts })
    .nullable()
    .default(null),
});

/** How far an erasure is. */
export type ErasureProgress = Readonly<z.output<typeof progress>>;

/** An erasure that a worker has taken. */
export interface TakenErasure {
  readonly subject: ErasureSubject;
  readonly worker: string;
  /** What was made later stays. ISO 8601 in UTC. */
  readonly requestedAt: string;
  readonly progress: ErasureProgress;
}

/**
 * Whose data is being erased. What is noted here is carried out, whenever the process dies; one
 * worker is at each at a time, in whichever process. Every method throws `AppError` `storage.*`
 * when the database fails.
 */
@injectable()
export class Erasures {
  private readonly rows: Repository<ErasureEntity>;

  constructor(
    @inject(DATA_SOURCE) dataSource: DataSource,
    @inject(CLOCK) private readonly clock: Clock,
  ) {
    this.rows = dataSource.getRepository(ErasureEntity);
  }

  /** Notes what is to be erased. One that is noted already goes on, up to the later time. */
  async add(subject: ErasureSubject, requestedAtMs: number): Promise<void> {
    const requestedAt = new Date(requestedAtMs).toISOString();
    const row = {
      ...keyOf(subject),
      requestedAt,
      worker: null,
      leaseUntil: null,
      progress: JSON.stringify({ done: NOTHING_ERASED }),
    };
    await storage(
      this.rows.createQueryBuilder().insert().values(row).orIgnore().updateEntity(false).execute(),
    );
    const earlier = { ...keyOf(subject), requestedAt: LessThan(requestedAt) };
    await storage(this.rows.update(earlier, { requestedAt }));
  }

  /** Takes one that nobody is at; null: there is none, or somebody is at it. */
  async take(subject: ErasureSubject): Promise<TakenErasure | null> {
    const worker = randomUUID();
    const taken = await storage(
      this.rows
        .createQueryBuilder()
        .update()
        .set({ worker, leaseUntil: this.timestamp(ERASURE_LEASE_MS) })
        .where(keyOf(subject))
        .andWhere(
          new Brackets((free) =>
            free
              .where('lease_until IS NULL')
              .orWhere('lease_until <= :now', { now: this.timestamp(0) }),
          ),
        )
        .execute(),
    );
    if (taken.affected !== 1) return null;
    const row = await storage(this.rows.findOneBy({ ...keyOf(subject), worker }));
    return row && { subject, worker, requestedAt: row.requestedAt, progress: readProgress(row) };
  }

  /** Notes how far it is, and so that the worker lives; false: another worker has it. */
  async note({ subject, worker }: TakenErasure, now: ErasureProgress): Promise<boolean> {
    const leaseUntil = this.timestamp(ERASURE_LEASE_MS);
    const change = { progress: JSON.stringify(now), leaseUntil };
    const { affected } = await storage(this.rows.update({ ...keyOf(subject), worker }, change));
    return affected === 1;
  }

  /** Leaves it to whoever takes it next. */
  async release({ subject, worker }: TakenErasure): Promise<void> {
    await storage(
      this.rows.update({ ...keyOf(subject), worker }, { worker: null, leaseUntil: null }),
    );
  }

  /**
   * Nothing is left to erase, so nothing is left of the erasure either.
   *
   * @returns false, and it stays: it was asked for again meanwhile, up to a later time, or another
   * worker has it.
   */
  async finish({ subject, worker, requestedAt }: TakenErasure): Promise<boolean> {
    const { affected } = await storage(
      this.rows.delete({ ...keyOf(subject), worker, requestedAt }),
    );
    return affected === 1;
  }

  /** All that are not finished, the oldest first. */
  async all(): Promise<ErasureSubject[]> {
    const rows = await storage(this.rows.find({ order: { requestedAt: 'ASC' } }));
    return rows.flatMap(({ subjectKind, subjectId }) => {
      const kind = KINDS.find((each) => each === subjectKind);
      return kind === undefined ? [] : [{ kind, id: subjectId }];
    });
  }

  private timestamp(inMs: number): string {
    return new Date(this.clock.now() + inMs).toISOString();
  }
}

const KINDS = ['person', 'server', 'interaction'] as const;

function keyOf({ kind, id }: ErasureSubject) {
  return { subjectKind: kind, subjectId: id };
}

function readProgress({ progress: text }: ErasureEntity): ErasureProgress {
  return progress.parse(JSON.parse(text));
}
