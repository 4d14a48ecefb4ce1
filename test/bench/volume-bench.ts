import { randomUUID } from 'node:crypto';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

import type { DataSource } from 'typeorm';

import { createDataSource } from '../../ormconfig.js';
import { conclude, produce, request } from '../../src/interactions/transitions.js';
import { openDatabase } from '../../src/persistence/database/database.js';
import { Duties } from '../../src/persistence/duties.js';
import { InteractionRepository } from '../../src/persistence/interaction-repository.js';
import { PersistenceService } from '../../src/persistence/persistence-service.js';
import { systemClock } from '../../src/platform/clock.js';
import { createLogger } from '../../src/platform/logger.js';
import { besides, postgresServer, queryPostgres } from '../support/postgres/server.js';
import { newInteractionState, outputItem, TICKET } from '../support/states.js';
import type { BenchSize } from './bench.js';
import { plain, report, type Figure } from './report.js';

const ROWS = 5_000;
const PROMPT =
  'a lighthouse on a cliff at dusk, waves breaking below, oil painting, warm light in the windows';
const ITEM = outputItem({ promptUsed: PROMPT });
const WANTED = {
  prompt: PROMPT,
  ownPrompt: PROMPT,
  styleKey: null,
  source: { kind: 'none' },
} as const;

const CLAIM = `UPDATE interactions SET active_status = 'running', lease_owner = $2, lease_since = $3,
  lease_until = $3, attempts = attempts + 1, version = version + 1 WHERE id = $1`;
const RENEW = 'UPDATE interactions SET lease_until = $2 WHERE id = $1';

const now = () => new Date().toISOString();

/**
 * How much PostgreSQL stores and logs for one picture: bytes of a row with its indexes, and bytes
 * of the write-ahead log for each step in the life of a request. docs/scaling.md counts with them.
 */
export async function volumeBench({ isSmall }: BenchSize): Promise<void> {
  const { url, drop } = await newDatabase();
  const dataSource = createDataSource(url);
  await openDatabase(dataSource);
  const logger = createLogger('silent', []);
  const repository = new InteractionRepository(dataSource);
  const persistence = new PersistenceService(repository, systemClock, logger);
  const duties = new Duties(dataSource, systemClock, logger);
  const ids = Array.from({ length: isSmall ? 40 : ROWS }, () => randomUUID());

  const steps: readonly (readonly [what: string, step: (id: string, n: number) => unknown])[] = [
    ['a mention becomes a row', (id, n) => persistence.create(newCard(id, n))],
    ['Process Prompt', (id) => persistence.change(id, (state) => request(state, TICKET, WANTED))],
    ['a worker claims it', (id) => dataSource.query(CLAIM, [id, randomUUID(), now()])],
    ['it renews its lease', (id) => dataSource.query(RENEW, [id, now()])],
    ['the picture', (id) => persistence.change(id, (state) => produce(state, TICKET.id, ITEM))],
    ['the card shows it', (id) => persistence.change(id, conclude)],
    ['a click on ⬅️ or ➡️', (id, n) => persistence.change(id, clickedAs(`${n}`))],
    ['a duty is renewed', () => duties.take('cleanup')],
  ];
  const figures: Figure[] = [];
  for (const [what, step] of steps) {
    const before = await logPosition(dataSource);
    for (const [n, id] of ids.entries()) await step(id, n);
    const bytes = (await logPosition(dataSource)) - before;
    figures.push(plain(`log: ${what}`, `${Math.round(bytes / ids.length)} bytes`));
  }
  await dataSource.query('VACUUM FULL interactions');
  for (const [what, size] of [
    ['row', 'pg_table_size'],
    ['indexes of a row', 'pg_indexes_size'],
  ] as const) {
    const rows: { bytes: number }[] = await dataSource.query(
      `SELECT ${size}('interactions')::float8 AS bytes`,
    );
    const bytes = rows[0]?.bytes ?? Number.NaN;
    figures.push(plain(`stored: ${what}`, `${Math.round(bytes / ids.length)} bytes`));
  }
  await dataSource.destroy();
  await drop();
  report('PostgreSQL, for one picture (means)', figures);
}

function newCard(id: string, n: number) {
  const number = String(n).padStart(6, '0');
  return newInteractionState({
    id,
    originalPrompt: PROMPT,
    currentPrompt: PROMPT,
    requestMessageId: `1400000000000${number}`,
    messageId: `1500000000000${number}`,
  });
}

const clickedAs =
  (lastClickId: string) =>
  <T extends object>(state: T): T => ({ ...state, lastClickId });

/** How many bytes the log of the server has had. */
async function logPosition(dataSource: DataSource): Promise<number> {
  const rows: { bytes: number }[] = await dataSource.query(
    `SELECT pg_wal_lsn_diff(pg_current_wal_insert_lsn(), '0/0')::float8 AS bytes`,
  );
  return rows[0]?.bytes ?? Number.NaN;
}

/** A database on the server of the tests, which is started if this is no test. */
async function newDatabase(): Promise<{ url: string; drop: () => Promise<unknown> }> {
  if (process.env['POSTGRES_KEEPER'] === undefined) {
    const setup = pathToFileURL(path.resolve('test/support/postgres/setup.mjs')).href;
    const { default: setUp }: { default: () => Promise<void> } = await import(setup);
    await setUp();
  }
  const { url } = await postgresServer();
  const name = `bench_${randomUUID().replaceAll('-', '')}`;
  await queryPostgres(url, `CREATE DATABASE ${name}`);
  const drop = () => queryPostgres(url, `DROP DATABASE ${name} WITH (FORCE)`);
  return { url: besides(url, name), drop };
}
