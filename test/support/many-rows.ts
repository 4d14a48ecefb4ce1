import type { DataSource } from 'typeorm';

import { queryPostgres } from './postgres/server.js';

/** How many interactions there are: more than are counted one by one. */
export const MANY = 40_000;

const IN_ONE_STATEMENT = 1_000;
const DAYS = 30;
const PEOPLE = 500;

/** Evenly spread, and the same in every run. */
function fraction(n: number): number {
  return (n * 0.618_033_988_749_895) % 1;
}

function idOf(n: number): string {
  const digits = Math.floor(fraction(n + 1) * 16 ** 12)
    .toString(16)
    .padStart(12, '0');
  return `${digits.slice(0, 8)}-${digits.slice(8)}-4000-8000-${String(n).padStart(12, '0')}`;
}

/**
 * One in ten is direct, one in a thousand has no card, is active, is deleted, is kept, or was made
 * by a former version.
 */
function valuesOf(n: number): string {
  const day = `2026-11-${String((n % DAYS) + 1).padStart(2, '0')}`;
  const isDirect = n % 10 === 0;
  const rare = (rest: number, value: string) => (n % 1_000 === rest ? value : 'NULL');
  return `('${idOf(n)}', 1, 1, '${'x'.repeat(400)}', ${isDirect ? 'NULL' : `'${n % 100}'`}, '${n % 200}',
    '${n}', ${n % 1_000 === 1 ? 'NULL' : `'${n + 1e9}'`}, '${day}T00:00:00.000Z', '${day}T12:00:00.000Z',
    ${rare(2, `'requested'`)}, 0, ${rare(3, `'${day}T12:00:00.000Z'`)}, ${n % 2_000},
    ${n % 1_000 === 4 ? 'NULL, NULL' : `'${n % PEOPLE}', '${day}T12:00:00.000Z'`}, ${rare(5, `'${n % PEOPLE}'`)})`;
}

/**
 * Fills a database with interactions of 30 days, 100 servers and 20 direct channels past the
 * program, since nothing of them is read but columns.
 *
 * @returns the bytes of all their images.
 */
export async function insertMany(dataSource: DataSource): Promise<number> {
  for (let start = 0; start < MANY; start += IN_ONE_STATEMENT) {
    const rows = Array.from({ length: IN_ONE_STATEMENT }, (_, n) => valuesOf(start + n));
    await dataSource.query(
      `INSERT INTO interactions (id, version, format, document, guild_id, channel_id, request_message_id,
        message_id, last_used_at, used_at, active_status, attempts, deleted_at, image_bytes, user_id, created_at, kept_by)
       VALUES ${rows.join(', ')}`,
    );
  }
  const { options } = dataSource;
  // PostgreSQL does the same by itself from time to time. It may take longer than a statement
  // of the bot.
  if (options.type === 'postgres')
    await queryPostgres(options.url ?? '', 'VACUUM ANALYZE interactions');
  return Array.from({ length: MANY }, (_, n) => n % 2_000).reduce((sum, bytes) => sum + bytes, 0);
}
