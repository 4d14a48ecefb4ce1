import { mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout } from 'node:timers/promises';

import sqlite3 from 'sqlite3';
import type { DataSource } from 'typeorm';

import { createDataSource } from '../../ormconfig.js';
import { systemClock } from '../../src/platform/clock.js';
import { createLogger } from '../../src/platform/logger.js';
import { Cleanup } from '../../src/maintenance/retention/cleanup.js';
import { OrphanSweep } from '../../src/maintenance/retention/orphan-sweep.js';
import { PAUSE_BESIDE_CLICKS_MS } from '../../src/maintenance/retention/pace.js';
import { unusedBefore } from '../../src/config/retention-days.js';
import { openDatabase } from '../../src/persistence/database/database.js';
import { FileImageDriver } from '../../src/persistence/images/drivers/file-image-driver.js';
import { ImageStore } from '../../src/persistence/images/image-store.js';
import { ImageOwners } from '../../src/persistence/images/image-owners.js';
import { encodeState } from '../../src/persistence/interaction-state-codec.js';
import { PersistenceService } from '../../src/persistence/persistence-service.js';
import { UnusedInteractions } from '../../src/persistence/unused-interactions.js';
import { resultState } from '../support/states.js';
import { plain, report } from './report.js';
import { median, percentile, timed } from './statistics.js';

const ROWS = 1_000_000;
const UNUSED = 100_000;
const RETENTION_DAYS = 30;
const DAY_MS = 86_400_000;
/** So many people click at the same time, each again and again, with this pause in between. */
const PEOPLE = 4;
const PAUSE_MS = 20;

const ROWS_A_SECOND_GOAL = 5_000;
const SLOWER_GOAL_MS = 50;

/**
 * The bot's own cleanup of 100,000 among 1,000,000 interactions, while loads and saves go on in the
 * same process over the same connection; and the same loads and saves without it, as long.
 */
export async function cleanupBench(): Promise<void> {
  const dir = await mkdtemp(path.join(tmpdir(), 'nanobanana-bench-'));
  const file = path.join(dir, 'bench.sqlite');
  const dataSource = createDataSource(file);
  await openDatabase(dataSource);
  const clicked = await fill(file);
  const service = new PersistenceService(dataSource, systemClock, createLogger('silent', []));
  const cleanup = cleanupOn(dataSource, dir);
  const before = unusedBefore(Date.now(), RETENTION_DAYS);
  const { signal } = new AbortController();

  let removed = 0;
  let tookMs = 0;
  const during = await clicksWhile(service, clicked, async () => {
    tookMs = await timed(async () => {
      removed = (await cleanup.run({ before, pauseMs: PAUSE_BESIDE_CLICKS_MS, signal }))
        .interactions;
    });
  });
  const alone = await clicksWhile(service, clicked, () => setTimeout(tookMs));
  await dataSource.destroy();
  await rm(dir, { recursive: true });

  const rowsASecond = (removed / tookMs) * 1000;
  const slowerMs = Math.max(...during) - Math.max(...alone);
  report(`Cleanup of ${removed} of ${ROWS} interactions, while people click`, [
    {
      what: 'rows a second',
      value: rowsASecond.toFixed(0),
      goal: `at least ${ROWS_A_SECOND_GOAL}`,
      isMet: removed === UNUSED && rowsASecond >= ROWS_A_SECOND_GOAL,
    },
    {
      what: 'the slowest click, against the slowest without cleanup',
      value: `${slowerMs.toFixed(1)} ms slower (${Math.max(...during).toFixed(1)} ms against ${Math.max(...alone).toFixed(1)} ms)`,
      goal: `at most ${SLOWER_GOAL_MS} ms`,
      isMet: slowerMs <= SLOWER_GOAL_MS,
    },
    plain('clicks meanwhile, and without cleanup', `${during.length}, and ${alone.length}`),
    plain(
      'their median and 99th percentile',
      `${summary(during)} ms, without cleanup ${summary(alone)} ms`,
    ),
  ]);
}

function summary(samples: readonly number[]): string {
  return `${median(samples).toFixed(1)} / ${percentile(samples, 0.99).toFixed(1)}`;
}

function cleanupOn(dataSource: DataSource, dir: string): Cleanup {
  const images = new ImageStore(new FileImageDriver(dir), systemClock);
  const sweep = new OrphanSweep(images, new ImageOwners(dataSource));
  return new Cleanup(new UnusedInteractions(dataSource), sweep, images, systemClock);
}

/** How long each load with its save took, in milliseconds, until `work` was over. */
async function clicksWhile(
  service: PersistenceService,
  ids: readonly string[],
  work: () => Promise<unknown>,
): Promise<number[]> {
  const samples: number[] = [];
  const isOver = new AbortController();
  const person = async (n: number) => {
    for (let click = 0; !isOver.signal.aborted; click += 1) {
      const id = ids[(click * PEOPLE + n) % ids.length] ?? '';
      samples.push(
        await timed(async () => {
          const state = await service.load(id);
          await service.save({ ...state, currentPrompt: `prompt ${click}` });
        }),
      );
      await setTimeout(PAUSE_MS);
    }
  };
  const people = Array.from({ length: PEOPLE }, (_, n) => person(n));
  await work();
  isOver.abort();
  await Promise.all(people);
  return samples;
}

/**
 * Makes the rows past TypeORM, with random ids as in life: the first ones unused, and gives the ids of
 * some that are in use.
 */
async function fill(file: string): Promise<string[]> {
  const database = new sqlite3.Database(file);
  const run = (sql: string, values: readonly unknown[] = []) =>
    new Promise<void>((resolve, reject) => {
      database.run(sql, values, (error) => (error ? reject(error) : resolve()));
    });
  await run('PRAGMA synchronous = OFF');
  await run('PRAGMA cache_size = -400000');
  const { outputs, inputs, notes } = encodeState(resultState(1));
  const seconds = `CASE WHEN n <= ${UNUSED} THEN -${RETENTION_DAYS * 86_400} - ${UNUSED} + n ELSE n - ${ROWS} END`;
  // A UUID's layout is of no matter here; that ids are random is.
  const id = `lower(substr(hex(randomblob(16)), 1, 8) || '-' || substr(hex(randomblob(16)), 1, 4) || '-' || substr(hex(randomblob(16)), 1, 4) || '-' || substr(hex(randomblob(16)), 1, 4) || '-' || substr(hex(randomblob(16)), 1, 12))`;
  await run(
    `INSERT INTO interaction_states (id, version, format, view, user_id, guild_id, channel_id, request_message_id, message_id, created_at, last_used_at, original_prompt, current_prompt, current_index, inputs, outputs, notes, image_bytes)
     SELECT ${id}, 1, 2, 'style_view', '200000000000000002', '300000000000000003', '400000000000000004', CAST(600000000000000000 + n AS TEXT), CAST(700000000000000000 + n AS TEXT), at, at, 'a lighthouse', 'a lighthouse', 0, ?, ?, ?, 1234567
     FROM (WITH RECURSIVE counter(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM counter WHERE n < ${ROWS}) SELECT n, strftime('%Y-%m-%dT%H:%M:%fZ', 'now', (${seconds}) || ' seconds') AS at FROM counter)`,
    [inputs, outputs, notes],
  );
  await run('PRAGMA wal_checkpoint(TRUNCATE)');
  const ids = await new Promise<string[]>((resolve, reject) => {
    database.all<{ id: string }>(
      `SELECT id FROM interaction_states WHERE last_used_at > ? ORDER BY id LIMIT 1000`,
      [new Date(Date.now() - DAY_MS).toISOString()],
      (error, rows) => (error ? reject(error) : resolve(rows.map((row) => row.id))),
    );
  });
  await new Promise<void>((resolve) => database.close(() => resolve()));
  // What the system still has to write would be in the way of the clicks.
  const handle = await open(file, 'r+');
  await handle.sync();
  await handle.close();
  return ids;
}
