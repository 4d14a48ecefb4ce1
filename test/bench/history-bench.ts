import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

import type { DataSource } from 'typeorm';

import { createDataSource } from '../../ormconfig.js';
import { NEWEST, type HistoryPlace } from '../../src/interactions/history.js';
import { openDatabase } from '../../src/persistence/database/database.js';
import { InteractionRepository } from '../../src/persistence/interaction-repository.js';
import { PersistenceService } from '../../src/persistence/persistence-service.js';
import { PersonHistory } from '../../src/persistence/person-history.js';
import { systemClock } from '../../src/platform/clock.js';
import { createLogger } from '../../src/platform/logger.js';
import { HISTORY_PAGE_SIZE } from '../../src/views/history-page.js';
import { newInteractionState } from '../support/states.js';
import type { BenchSize } from './bench.js';
import { ratio, report, type Figure } from './report.js';
import { timed } from './statistics.js';

const FEW = 1_000;
const MANY = 1_000_000;
/** Everybody has a hundred interactions, of which every tenth is kept. */
const EACH = 100;
const LOOKS = 400;
/** The logarithm of the number of rows, and pages that are in memory no longer. */
const AT_MOST = 2;

/** What people look at in their histories. */
const PAGES: readonly [what: string, isKept: boolean, text: string, place: HistoryPlace][] = [
  ['the newest page', false, '', NEWEST],
  ['a page in the middle', false, '', { direction: 'older', from: position(EACH / 2) }],
  ['the newest page of ⭐ only', true, '', NEWEST],
  ['a search through all of it', false, 'a windmill', NEWEST],
];

/** A page of somebody's history among 1,000,000 interactions, against one among 1,000. */
export async function historyBench({ isSmall }: BenchSize): Promise<void> {
  const many = isSmall ? 2 * FEW : MANY;
  const dir = await mkdtemp(path.join(tmpdir(), 'nanobanana-bench-'));
  const small = await filled(path.join(dir, 'small.sqlite'), FEW);
  const large = await filled(path.join(dir, 'large.sqlite'), many);
  const figures: Figure[] = [];
  for (const [what, isKept, text, place] of PAGES) {
    const timesMs: Record<'few' | 'many', number[]> = { few: [], many: [] };
    const look = async (dataSource: DataSource, rows: number) => {
      const person = personId(Math.floor(Math.random() * (rows / EACH)));
      const history = new PersonHistory(dataSource, createLogger('silent', []));
      let found = 0;
      const tookMs = await timed(async () => {
        const page = await history.page(
          { personId: person, isKept, text },
          place,
          HISTORY_PAGE_SIZE,
        );
        found = page.entries.length;
      });
      if (found !== (text === '' ? HISTORY_PAGE_SIZE : 0)) throw new Error(`${found} on ${what}`);
      return tookMs;
    };
    // By turns, so that what else the machine does slows both down.
    for (let n = 0; n < (isSmall ? 5 : LOOKS); n += 1) {
      timesMs.few.push(await look(small, FEW));
      timesMs.many.push(await look(large, many));
    }
    figures.push(ratio(what, timesMs.many, timesMs.few, AT_MOST));
  }
  await Promise.all([small.destroy(), large.destroy()]);
  await rm(dir, { recursive: true });
  report(`A history among ${many} interactions, against one among ${FEW} (medians)`, figures);
}

function personId(n: number): string {
  return `2${String(n).padStart(17, '0')}`;
}

/**
 * When somebody's interaction of this number was made; all people made theirs at the same times.
 */
function position(n: number): { createdAt: string; id: string } {
  const createdAt = new Date(Date.UTC(2026, 10, 1) + n * 60_000).toISOString();
  return { createdAt, id: '' };
}

/**
 * A database with so many interactions: one by the program, and copies of it, as the bot opens it.
 */
async function filled(file: string, rows: number): Promise<DataSource> {
  const dataSource = await opened(file);
  const repository = new InteractionRepository(dataSource);
  const service = new PersistenceService(repository, systemClock, createLogger('silent', []));
  const one = newInteractionState({ id: randomUUID(), requestMessageId: null, messageId: null });
  const { id } = await service.create(one);
  const people = rows / EACH;
  await dataSource.query('PRAGMA synchronous = OFF');
  await dataSource.query('PRAGMA cache_size = -400000');
  await dataSource.query(COPIES, [rows, rows, people, people, people, id, id]);
  await dataSource.query('DELETE FROM interactions WHERE id = ?', [id]);
  await dataSource.destroy();
  return opened(file);
}

async function opened(file: string): Promise<DataSource> {
  const dataSource = createDataSource(file);
  await openDatabase(dataSource);
  return dataSource;
}

/** The rows of all people come in turns, as they do in life. */
const COPIES = `
  WITH RECURSIVE number(n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM number WHERE n + 1 < ?),
  copy AS (
    SELECT n, lower(hex(randomblob(4))) || '-0000-4000-8000-' || printf('%012x', n) AS id FROM number LIMIT ?
  ),
  made AS (
    SELECT n, id, n / ? AS minute, CAST(200000000000000000 + n % ? AS TEXT) AS user_id,
      strftime('%Y-%m-%dT%H:%M:00.000Z', '2026-11-01', (n / ?) || ' minutes') AS created_at
    FROM copy
  )
  INSERT INTO interactions (id, version, format, document, guild_id, channel_id, message_id, last_used_at,
    used_at, attempts, image_bytes, user_id, created_at, kept_by)
  SELECT made.id, version, format,
    replace(replace(document, ?, made.id), '"createdAt":"' || old.created_at || '"', '"createdAt":"' || made.created_at || '"'),
    guild_id, channel_id, CAST(600000000000000000 + n AS TEXT), last_used_at, used_at, attempts, image_bytes,
    made.user_id, made.created_at, CASE WHEN minute % 10 = 0 THEN made.user_id END
  FROM made, interactions old WHERE old.id = ?`;
