import { inject, injectable } from 'tsyringe';
import { LessThan, type DataSource, type Repository } from 'typeorm';

import { CLOCK, type Clock } from '../platform/clock.js';
import { DATA_SOURCE } from './database/database.js';
import { PersonRequestsEntity } from './person-requests.entity.js';
import { storage } from './storage-errors.js';

/** In any such time a person may ask so many times. */
export const REQUEST_WINDOW_MS = 60_000;

/** A message, command or click that asks for something. */
export interface MadeRequest {
  /** The id that Discord gave it. */
  readonly id: string;
  /** When, by Discord's clock, in ms since the epoch. */
  readonly atMs: number;
}

/** Channels are read back for 24 hours; what was refused then is refused again. */
const KEPT_MS = 25 * 3_600_000;

/**
 * When people have asked last, for all processes and after every kill. A request is known by the id
 * that Discord gave it, so that a repetition does not count. Every method throws `AppError`
 * `storage.*` when the database fails.
 */
@injectable()
export class PersonRequests {
  private readonly rows: Repository<PersonRequestsEntity>;

  constructor(
    @inject(DATA_SOURCE) dataSource: DataSource,
    @inject(CLOCK) private readonly clock: Clock,
  ) {
    this.rows = dataSource.getRepository(PersonRequestsEntity);
  }

  /**
   * Notes a request, unless so many others of the person are less than a minute away. The note is
   * one conditional statement, repeated when another process was faster; a refusal writes nothing.
   *
   * @param limit at least 1.
   * @returns null, or when the person may ask again, since the epoch.
   */
  async note(personId: string, { id, atMs }: MadeRequest, limit: number): Promise<number | null> {
    for (;;) {
      const row = await storage(this.rows.findOneBy({ personId }));
      const known = requestsIn(row?.times ?? '');
      if (known.some((each) => each.id === id)) return null;
      const near = known.filter((each) => Math.abs(each.atMs - atMs) < REQUEST_WINDOW_MS);
      const first = near.at(-limit);
      if (first !== undefined) return first.atMs + REQUEST_WINDOW_MS;
      const newest = [...known, { id, atMs }]
        .toSorted((one, other) => one.atMs - other.atMs)
        .slice(-limit);
      const times = newest.map((each) => `${each.atMs}:${each.id}`).join(' ');
      if (await this.replace(personId, row?.times ?? null, times)) return null;
    }
  }

  /** Removes what no request is compared with any more. */
  async removeOld(): Promise<void> {
    const before = new Date(this.clock.now() - KEPT_MS).toISOString();
    await storage(this.rows.delete({ notedAt: LessThan(before) }));
  }

  /** Whether it is noted when a person has asked. */
  async has(personId: string): Promise<boolean> {
    return storage(this.rows.existsBy({ personId }));
  }

  /** Forgets when a person has asked; they begin anew. */
  async remove(personId: string): Promise<void> {
    await storage(this.rows.delete({ personId }));
  }

  private async replace(personId: string, former: string | null, times: string): Promise<boolean> {
    const notedAt = new Date(this.clock.now()).toISOString();
    if (former !== null) {
      const { affected } = await storage(
        this.rows.update({ personId, times: former }, { times, notedAt }),
      );
      return affected === 1;
    }
    const insert = this.rows.createQueryBuilder().insert().values({ personId, times, notedAt });
    await storage(insert.orIgnore().execute());
    const stored = await storage(this.rows.findOneBy({ personId }));
    return stored?.times === times;
  }
}

function requestsIn(text: string): MadeRequest[] {
  return text
    .split(' ')
    .filter(Boolean)
    .map((entry) => {
      const [atMs = '', id = ''] = entry.split(':', 2);
      return { id, atMs: Number(atMs) };
    });
}
