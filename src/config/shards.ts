import { z } from 'zod';

import { isPostgresUrl } from './postgres-url.js';
import { wholeNumber } from './variables.js';

/** Which shards of the gateway a process serves, and how many there are in all processes. */
export interface Shards {
  /** Ascending, each below `count`. */
  readonly ids: readonly number[];
  readonly count: number;
}

const MAX_SHARDS = 100_000;
const PART = /^(\d{1,6})(?:-(\d{1,6}))?$/;
const ORDINAL = /-(\d{1,6})$/;

/** The variables that say which shards a process serves; 0 and undefined: not set. */
export const SHARD_VARIABLES = z.object({
  SHARDS: z
    .string()
    .refine((text) => text === 'auto' || idsIn(text) !== null, {
      error: 'must be auto, or numbers and ranges from 0 on, for example 0-15 or 0,2,5-7',
    })
    .optional(),
  SHARD_COUNT: wholeNumber(1, MAX_SHARDS, 0, 32),
  SHARDS_PER_PROCESS: wholeNumber(1, MAX_SHARDS, 0, 4),
  POD_NAME: z.string().optional(),
});

/** The variables, before or after they are checked; what is wrong by itself may be of any type. */
type Given = Readonly<
  Partial<Record<keyof z.output<typeof SHARD_VARIABLES> | 'DATABASE_URL', unknown>>
>;

/** What must hold between the variables, and the problem of one of them where it does not. */
export const SHARD_RULES = [
  rule(
    'SHARD_COUNT',
    'is missing; it is the number of shards of all processes together, for example SHARD_COUNT=32',
    (env) =>
      Boolean(env.SHARD_COUNT) || (idsIn(env.SHARDS) === null && !isSet(env.SHARDS_PER_PROCESS)),
  ),
  rule(
    'SHARDS',
    'must say which of the SHARD_COUNT shards this process serves, for example SHARDS=0-15; or leave out SHARD_COUNT',
    (env) =>
      !isSet(env.SHARD_COUNT) ||
      Boolean(env.SHARDS_PER_PROCESS) ||
      (env.SHARDS !== undefined && env.SHARDS !== 'auto'),
  ),
  rule(
    'SHARDS_PER_PROCESS',
    'and SHARDS say the same thing; set one of them, for example SHARDS_PER_PROCESS=4',
    (env) => !env.SHARDS || !env.SHARDS_PER_PROCESS,
  ),
  rule(
    'POD_NAME',
    'must end with the number of this process, as in a StatefulSet, for example POD_NAME=bot-3',
    (env) => !isSet(env.SHARDS_PER_PROCESS) || ordinalIn(env.POD_NAME) !== null,
  ),
  rule(
    'SHARDS',
    'must be below SHARD_COUNT, because shards are counted from 0, for example SHARDS=0-15 and SHARD_COUNT=16',
    ({ SHARDS, SHARD_COUNT: count }) =>
      !isSet(count) || idsIn(SHARDS)?.every((id) => id < count) !== false,
  ),
  rule(
    'POD_NAME',
    'leaves no shard to this process; start fewer, or raise SHARD_COUNT, for example SHARD_COUNT=32 for eight processes with SHARDS_PER_PROCESS=4',
    (env) => shardsOf(env)?.ids.length !== 0,
  ),
  rule(
    'DATABASE_URL',
    'must name a PostgreSQL database where other processes serve the other shards, for example postgres://user:password@host:5432/nanobanana',
    (env) => {
      const shards = shardsOf(env);
      const isPostgres = typeof env.DATABASE_URL === 'string' && isPostgresUrl(env.DATABASE_URL);
      return isPostgres || shards === null || servesAll(shards);
    },
  ),
] as const;

/** Adds {@link SHARD_RULES} to a schema that has {@link SHARD_VARIABLES}. */
export function withShardRules<T extends z.ZodType<Given>>(schema: T): T {
  return SHARD_RULES.reduce<T>((ruled, { holds, problem }) => ruled.refine(holds, problem), schema);
}

/** The shards that the variables name; null: all that Discord recommends. */
export function shardsOf(env: Given): Shards | null {
  const { SHARD_COUNT: count, SHARDS_PER_PROCESS: size } = env;
  if (!isSet(count)) return null;
  const listed = idsIn(env.SHARDS);
  if (listed !== null) return { ids: listed, count };
  const ordinal = ordinalIn(env.POD_NAME);
  if (!isSet(size) || ordinal === null) return null;
  return { ids: range(ordinal * size, Math.min((ordinal + 1) * size, count)), count };
}

/** Whether no shard is left to other processes. */
export function servesAll({ ids, count }: Shards): boolean {
  return ids.length === count;
}

/** How many processes there are, if all of them serve as many shards as this one. */
export function processesOf(shards: Shards | null): number {
  return shards === null ? 1 : Math.ceil(shards.count / shards.ids.length);
}

/** All shards up to a number of them. */
export function allShards(count: number): Shards {
  return { ids: range(0, count), count };
}

function rule(name: string, error: string, holds: (env: Given) => boolean) {
  // Runs even when other variables are wrong, so that all problems are reported at once.
  return { holds, problem: { path: [name], error, when: () => true } };
}

function isSet(value: unknown): value is number {
  return typeof value === 'number' && value > 0;
}

/** The shards of a list such as `0,2,5-7`; null where it is none. */
function idsIn(text: unknown): number[] | null {
  if (typeof text !== 'string') return null;
  const ids = new Set<number>();
  for (const part of text.split(',')) {
    const [, from, to = from] = PART.exec(part.trim()) ?? [];
    if (from === undefined || Number(from) > Number(to) || Number(to) >= MAX_SHARDS) return null;
    for (const id of range(Number(from), Number(to) + 1)) ids.add(id);
  }
  return [...ids].toSorted((one, other) => one - other);
}

function ordinalIn(podName: unknown): number | null {
  const ordinal = typeof podName === 'string' ? ORDINAL.exec(podName)?.[1] : undefined;
  return ordinal === undefined ? null : Number(ordinal);
}

function range(from: number, end: number): number[] {
  return Array.from({ length: Math.max(0, end - from) }, (_, n) => from + n);
}
