import type { DataSource } from 'typeorm';

import type { Quota } from '../config/quota.js';
import type { SpendingLimits } from '../config/spending.js';
import { LedgerEntryEntity } from './ledger-entry.entity.js';
import { sumOf, type NewEntry, type Room } from './ledger-statements.js';
import { storage } from './storage-errors.js';

/** Which limit leaves no room, and until when; null: it leaves none for so much at any time. */
export type SpendingRefusal =
  | { readonly limit: 'day' | 'month'; readonly untilMs: number | null }
  | { readonly limit: 'person' | 'server'; readonly quota: Quota; readonly untilMs: number | null };

/** The part of a new entry that needs room. */
export type Wanted = Pick<
  NewEntry,
  'at' | 'day' | 'personId' | 'guildId' | 'pictures' | 'microDollars'
>;

/** A room, and what it is called. */
export interface NamedRoom {
  readonly name: SpendingRefusal['limit'];
  readonly room: Room;
  /** Of a person or server. */
  readonly quota: Quota | null;
}

/** Where a new entry needs room: what costs nothing needs no budget. */
export function roomsFor(wanted: Wanted, limits: SpendingLimits): NamedRoom[] {
  const { budgetPerDay, budgetPerMonth, quotaPerPerson, quotaPerServer } = limits;
  const { day, personId, guildId } = wanted;
  return [
    ...budgetRoom('day', wanted, day, budgetPerDay),
    ...budgetRoom('month', wanted, `${day.slice(0, 7)}-01`, budgetPerMonth),
    ...quotaRoom('person', wanted, personId, quotaPerPerson),
    ...quotaRoom('server', wanted, guildId, quotaPerServer),
  ];
}

function budgetRoom(
  name: 'day' | 'month',
  { day, microDollars: added }: Wanted,
  since: string,
  limit: number | null,
): NamedRoom[] {
  if (limit === null || added === 0) return [];
  const room: Room = { sum: 'micro_dollars', column: 'day', value: day, since, added, limit };
  return [{ name, quota: null, room }];
}

function quotaRoom(
  name: 'person' | 'server',
  { at, pictures: added }: Wanted,
  value: string | null,
  quota: Quota | null,
): NamedRoom[] {
  if (quota === null || value === null || added === 0) return [];
  const since = new Date(Date.parse(at) - quota.windowMs).toISOString();
  const column = name === 'person' ? 'person_id' : 'guild_id';
  return [
    { name, quota, room: { sum: 'pictures', column, value, since, added, limit: quota.pictures } },
  ];
}

/** The first of the rooms that is too full now; null: there is room in all of them. */
export async function refusalIn(
  dataSource: DataSource,
  rooms: readonly NamedRoom[],
  nowMs: number,
): Promise<SpendingRefusal | null> {
  for (const { name, room, quota } of rooms) {
    const excess = (await sumIn(dataSource, room)) + room.added - room.limit;
    if (excess <= 0) continue;
    const isEver = room.added <= room.limit;
    if (quota !== null && (name === 'person' || name === 'server')) {
      const untilMs = isEver ? await backAt(dataSource, room, excess, quota) : null;
      return { limit: name, quota, untilMs };
    }
    if (name === 'day' || name === 'month')
      return { limit: name, untilMs: isEver ? endOf(name, nowMs) : null };
  }
  return null;
}

/** What the entries of a room come to. @throws AppError `storage.*` */
export async function sumIn(dataSource: DataSource, room: Room): Promise<number> {
  const { sql, parameters } = sumOf(room);
  const [row]: { sum: number | string }[] = await storage(dataSource.query(sql, [...parameters]));
  return Number(row?.sum ?? 0);
}

/** When a day or month ends: midnight in UTC; in milliseconds since the epoch. */
export function endOf(period: 'day' | 'month', nowMs: number): number {
  const now = new Date(nowMs);
  const [year, month] = [now.getUTCFullYear(), now.getUTCMonth()];
  return period === 'day' ? Date.UTC(year, month, now.getUTCDate() + 1) : Date.UTC(year, month + 1);
}

/** When so many pictures of the oldest ones in the window have come back. */
async function backAt(
  dataSource: DataSource,
  { column, value, since }: Room,
  missing: number,
  { windowMs }: Quota,
): Promise<number> {
  const entries = await storage(
    dataSource
      .getRepository(LedgerEntryEntity)
      .createQueryBuilder('entry')
      .select('entry.at', 'at')
      .addSelect('entry.pictures', 'pictures')
      .where(`entry.${column} = :value AND entry.at > :since AND entry.pictures > 0`, {
        value,
        since,
      })
      .orderBy('entry.at', 'ASC')
      .limit(missing)
      .getRawMany<{ at: string; pictures: number }>(),
  );
  let back = 0;
  for (const { at, pictures } of entries) {
    back += pictures;
    if (back >= missing) return Date.parse(at) + windowMs;
  }
  // What was missing has come back meanwhile.
  return Date.parse(since) + windowMs;
}
