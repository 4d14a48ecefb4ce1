import { mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout } from 'node:timers/promises';

import { pino } from 'pino';
import sqlite3 from 'sqlite3';

import { createDataSource } from '../../ormconfig.js';
import { systemClock } from '../../src/platform/clock.js';
import { createLogger } from '../../src/platform/logger.js';
import { Cleanup } from '../../src/maintenance/retention/cleanup.js';
import { OrphanSweep } from '../../src/maintenance/retention/orphan-sweep.js';
import { PAUSE_BESIDE_CLICKS_MS } from '../../src/maintenance/retention/throttle.js';
import { unusedBefore } from '../../src/config/retention-days.js';
import { openDatabase } from '../../src/persistence/database/database.js';
import { FileImageDriver } from '../../src/persistence/images/drivers/file-image-driver.js';
import { ImageStore } from '../../src/persistence/images/image-store.js';
import type { DataSource } from 'typeorm';
import { LeftPlaces } from '../../src/maintenance/retention/left-places.js';
import { Notes } from '../../src/persistence/notes.js';
import { StoredRights } from '../../src/persistence/stored-rights.js';
import { DueRemovals } from '../../src/maintenance/retention/due-removals.js';
import { PersonRequests } from '../../src/persistence/person-requests.js';
import { GonePlaces } from '../../src/persistence/gone-places.js';
import { InteractionInventory } from '../../src/persistence/interaction-inventory.js';
import { InteractionRepository } from '../../src/persistence/interaction-repository.js';
import { RemovalRepository } from '../../src/persistence/removal-repository.js';
import { encodeRow } from '../../src/persistence/interaction-row.js';
import { PersistenceService } from '../../src/persistence/persistence-service.js';
import { resultState } from '../support/states.js';
import type { BenchSize } from './bench.js';
import { plain, report } from './report.js';
import { median, percentile, timed } from './statistics.js';

const ROWS = 1_000_000;
const RETENTION_DAYS = 30;
const DAY_MS = 86_400_000;
/** So many people click at the same time, each again and again, with this pause in between. */
const PEOPLE = 4;
const PAUSE_MS = 20;

const ROWS_A_SECOND_GOAL = 5_000;
const SLOWER_GOAL_MS = 50;

/**
 * The bot's own cleanup of a tenth of 1,000,000 interactions, while loads and saves go on in the
 * same process over the same connection; and the same loads and saves without it, as long.
 */
export async function cleanupBench({ isSmall }: BenchSize): Promise<void> {
  const rows = isSmall ? 2_000 : ROWS;
  const unused = rows / 10;
  const dir = await mkdtemp(path.join(tmpdir(), 'nanobanana-bench-'));
  const file = path.join(dir, 'bench.sqlite');
  const dataSource = createDataSource(file);
  await openDatabase(dataSource);
  const clicked = await fill(file, rows, unused);
  const repository = new InteractionRepository(dataSource);
  const service = new PersistenceService(repository, systemClock, createLogger('silent', []));
  const inventory = new InteractionInventory(repository, new RemovalRepository(dataSource));
  const cleanup = cleanupOn(inventory, new GonePlaces(dataSource), dataSource, dir);
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
  report(`Cleanup of ${removed} of ${rows} interactions, while people click`, [
    {
      what: 'rows a second',
      value: rowsASecond.toFixed(0),
      goal: `at least ${ROWS_A_SECOND_GOAL}`,
      isMet: removed === unused && rowsASecond >= ROWS_A_SECOND_GOAL,
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

function cleanupOn(
  inventory: InteractionInventory,
  places: GonePlaces,
  dataSource: DataSource,
  dir: string,
): Cleanup {
  const images = new ImageStore(new FileImageDriver(dir), systemClock);
  const left = new LeftPlaces(places, inventory, systemClock);
  const rights = new StoredRights(new Notes(dataSource), pino({ level: 'silent' }));
  const requests = new PersonRequests(dataSource, systemClock);
  const keeping = { retentionDays: RETENTION_DAYS, previewHours: 24 };
  const removals = new DueRemovals(left, requests, rights, keeping, systemClock);
  return new Cleanup(inventory, new OrphanSweep(images, inventory), removals, images, systemClock);
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
 * Makes the rows past TypeORM, with random ids as in life: the first ones unused, and gives the ids
 * of some that are in use.
 */
async function fill(file: string, rows: number, unused: number): Promise<string[]> {
  const database = new sqlite3.Database(file);
  const run = (sql: string, values: readonly unknown[] = []) =>
    new Promise<void>((resolve, reject) => {
      database.run(sql, values, (error) => (error ? reject(error) : resolve()));
    });
  await run('PRAGMA synchronous = OFF');
  await run('PRAGMA cache_size = -400000');
  const { format, document } = encodeRow(
    resultState(1, { requestMessageId: null, messageId: null }),
  );
  const seconds = `CASE WHEN n <= ${unused} THEN -${RETENTION_DAYS * 86_400} - ${unused} + n ELSE n - ${rows} END`;
  // A UUID v4: what it names can be loaded.
  const id = `lower(hex(randomblob(4)) || '-' || hex(randomblob(2)) || '-4' || substr(hex(randomblob(2)), 2) || '-8' || substr(hex(randomblob(2)), 2) || '-' || hex(randomblob(6)))`;
  await run(
    `INSERT INTO interactions (id, version, format, document, guild_id, channel_id, request_message_id, message_id, last_used_at, attempts, image_bytes)
     SELECT ${id}, 1, ?, ?, '300000000000000003', '400000000000000004', CAST(600000000000000000 + n AS TEXT), CAST(700000000000000000 + n AS TEXT), at, 0, 1234567
     FROM (WITH RECURSIVE counter(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM counter WHERE n < ${rows}) SELECT n, strftime('%Y-%m-%dT%H:%M:%fZ', 'now', (${seconds}) || ' seconds') AS at FROM counter)`,
    [format, document],
  );
  await run('PRAGMA wal_checkpoint(TRUNCATE)');
  const ids = await new Promise<string[]>((resolve, reject) => {
    database.all<{ id: string }>(
      `SELECT id FROM interactions WHERE last_used_at > ? ORDER BY id LIMIT 1000`,
      [new Date(Date.now() - DAY_MS).toISOString()],
      (error, found) => (error ? reject(error) : resolve(found.map((row) => row.id))),
    );
  });
  await new Promise<void>((resolve) => database.close(() => resolve()));
  // What the system still has to write would be in the way of the clicks.
  const handle = await open(file, 'r+');
  await handle.sync();
  await handle.close();
  return ids;
}
