import type { DataSource } from 'typeorm';

import type { Quota } from '../config/quota.js';
import type { SpendingLimits } from '../config/spending.js';
import { LedgerEntryEntity } from './ledger-entry.entity.js';
import { sumOf, type EntrySum, type NewEntry, type Room } from './ledger-statements.js';
import { storage } from './storage-errors.js';

/** A budget in dollars: whose it is, and how long it lasts. */
export interface Budget {
  readonly whose: 'everybody' | 'person' | 'server';
  readonly period: 'day' | 'month';
}

/** All budgets, by what they are called; those of everybody come first. */
export const BUDGETS = {
  day: { whose: 'everybody', period: 'day' },
  month: { whose: 'everybody', period: 'month' },
  'server-day': { whose: 'server', period: 'day' },
  'server-month': { whose: 'server', period: 'month' },
  'person-day': { whose: 'person', period: 'day' },
  'person-month': { whose: 'person', period: 'month' },
} as const satisfies Readonly<Record<string, Budget>>;

export type BudgetName = keyof typeof BUDGETS;

const BUDGET_NAMES = [
  'day',
  'month',
  'server-day',
  'server-month',
  'person-day',
  'person-month',
] as const satisfies readonly BudgetName[];

/** Which limit leaves no room, and until when; null: it leaves none for so much at any time. */
export type SpendingRefusal =
  | { readonly limit: BudgetName; readonly untilMs: number | null }
  | { readonly limit: 'person' | 'server'; readonly quota: Quota; readonly untilMs: number | null };

/** The part of a new entry that needs room. */
export type Wanted = Pick<
  NewEntry,
  'at' | 'day' | 'personId' | 'guildId' | 'pictures' | 'microDollars'
>;

/** A room, and what it is called. */
export type NamedRoom =
  | { readonly name: BudgetName; readonly room: Room }
  | { readonly name: 'person' | 'server'; readonly room: Room; readonly quota: Quota };

/** Where a new entry needs room: what costs nothing needs no budget. */
export function roomsFor(wanted: Wanted, limits: SpendingLimits): NamedRoom[] {
  return [
    ...BUDGET_NAMES.flatMap((name) => budgetRoom(name, wanted, limits)),
    ...quotaRoom('person', wanted, limits.quotaPerPerson),
    ...quotaRoom('server', wanted, limits.quotaPerServer),
  ];
}

function budgetRoom(name: BudgetName, wanted: Wanted, limits: SpendingLimits): NamedRoom[] {
  const { whose, period } = BUDGETS[name];
  const limit = budgetIn(limits, name);
  const owner = ownerOf(whose, wanted);
  const { day, microDollars: added } = wanted;
  if (limit === null || owner === undefined || added === 0) return [];
  const since = firstDay(period, day);
  return [{ name, room: { sum: 'micro_dollars', owner, since, added, limit } }];
}

/** A budget in micro-dollars; null: there is none. */
export function budgetIn(limits: SpendingLimits, name: BudgetName): number | null {
  switch (name) {
    case 'day':
      return limits.budgetPerDay;
    case 'month':
      return limits.budgetPerMonth;
    case 'person-day':
      return limits.budgetPerPersonPerDay;
    case 'person-month':
      return limits.budgetPerPersonPerMonth;
    case 'server-day':
      return limits.budgetPerServerPerDay;
    case 'server-month':
      return limits.budgetPerServerPerMonth;
  }
}

function quotaRoom(name: 'person' | 'server', wanted: Wanted, quota: Quota | null): NamedRoom[] {
  const owner = ownerOf(name, wanted);
  const { at, pictures: added } = wanted;
  if (quota === null || owner === undefined || added === 0) return [];
  const since = new Date(Date.parse(at) - quota.windowMs).toISOString();
  return [{ name, quota, room: { sum: 'pictures', owner, since, added, limit: quota.pictures } }];
}

/** Null: everybody. Undefined: there is no such one, since direct messages belong to no server. */
function ownerOf(whose: Budget['whose'], { personId, guildId }: Wanted): Room['owner'] | undefined {
  if (whose === 'everybody') return null;
  const id = whose === 'person' ? personId : guildId;
  if (id === null) return undefined;
  return { column: whose === 'person' ? 'person_id' : 'guild_id', id };
}

/** The first of the rooms that is too full now; null: there is room in all of them. */
export async function refusalIn(
  dataSource: DataSource,
  rooms: readonly NamedRoom[],
  nowMs: number,
): Promise<SpendingRefusal | null> {
  for (const named of rooms) {
    const { room } = named;
    const excess = (await sumIn(dataSource, room)) + room.added - room.limit;
    if (excess <= 0) continue;
    const isEver = room.added <= room.limit;
    if ('quota' in named) {
      const { name, quota } = named;
      const untilMs = isEver ? await backAt(dataSource, room, excess, quota) : null;
      return { limit: name, quota, untilMs };
    }
    const untilMs = isEver ? endOf(BUDGETS[named.name].period, nowMs) : null;
    return { limit: named.name, untilMs };
  }
  return null;
}

/** What entries come to. @throws AppError `storage.*` */
export async function sumIn(dataSource: DataSource, entries: EntrySum): Promise<number> {
  const { sql, parameters } = sumOf(entries);
  const [row]: { sum: number | string }[] = await storage(dataSource.query(sql, [...parameters]));
  return Number(row?.sum ?? 0);
}

/** The first day of the day or month that a day (UTC) is in, such as `2026-11-01`. */
export function firstDay(period: Budget['period'], day: string): string {
  return period === 'day' ? day : `${day.slice(0, 7)}-01`;
}

/** When a day or month ends: midnight in UTC; in milliseconds since the epoch. */
export function endOf(period: Budget['period'], nowMs: number): number {
  const now = new Date(nowMs);
  const [year, month] = [now.getUTCFullYear(), now.getUTCMonth()];
  return period === 'day' ? Date.UTC(year, month, now.getUTCDate() + 1) : Date.UTC(year, month + 1);
}

/** When so many pictures of the oldest ones in the window have come back. */
async function backAt(
  dataSource: DataSource,
  { owner, since }: Room,
  missing: number,
  { windowMs }: Quota,
): Promise<number> {
  const entries = await storage(
    dataSource
      .getRepository(LedgerEntryEntity)
      .createQueryBuilder('entry')
      .select('entry.at', 'at')
      .addSelect('entry.pictures', 'pictures')
      .where(`entry.${owner?.column ?? 'id'} = :id AND entry.at > :since AND entry.pictures > 0`, {
        id: owner?.id,
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
