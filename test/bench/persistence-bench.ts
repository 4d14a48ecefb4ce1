import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';

import sqlite3 from 'sqlite3';

import { createDataSource } from '../../ormconfig.js';
import { systemClock } from '../../src/platform/clock.js';
import { createLogger } from '../../src/platform/logger.js';
import { openDatabase } from '../../src/persistence/database/database.js';
import { InteractionRepository } from '../../src/persistence/interaction-repository.js';
import { PersistenceService } from '../../src/persistence/persistence-service.js';
import { OTHER_INTERACTION_ID, resultState } from '../support/states.js';
import type { BenchSize } from './bench.js';
import { ratio, report } from './report.js';
import { timed } from './statistics.js';

const ROUNDS = 1_500;
const WARM_UP = 200;
const RATIO_GOAL = 1.5;

/**
 * Load, change, durable save: through `PersistenceService`, and the same two statements through
 * bare `sqlite3` on another row of the same file with the same durability, in turns, so that both
 * meet the same disk.
 */
export async function persistenceBench({ isSmall }: BenchSize): Promise<void> {
  const dir = await mkdtemp(path.join(tmpdir(), 'nanobanana-bench-'));
  const file = path.join(dir, 'bench.sqlite');
  const dataSource = createDataSource(file);
  await openDatabase(dataSource);
  const repository = new InteractionRepository(dataSource);
  const service = new PersistenceService(repository, systemClock, createLogger('silent', []));
  // Each has a row of its own, so that neither finds that the other has changed it.
  const { id } = await service.create(resultState(4));
  const { id: bareId } = await service.create(
    resultState(4, { id: OTHER_INTERACTION_ID, requestMessageId: null, messageId: null }),
  );
  const bare = await BareStore.open(file);
  const [ours, theirs]: [number[], number[]] = [[], []];
  const rounds = isSmall ? 20 : ROUNDS;
  for (let round = 0; round < rounds + WARM_UP; round += 1) {
    const viaService = await timed(async () => {
      const state = await service.load(id);
      await service.save({ ...state, currentPrompt: `prompt ${round}` });
    });
    const viaBare = await timed(() => bare.change(bareId, `prompt ${round}`));
    if (round < WARM_UP) continue;
    ours.push(viaService);
    theirs.push(viaBare);
  }
  await bare.close();
  await dataSource.destroy();
  await rm(dir, { recursive: true });
  report('Load, change, durable save (medians)', [
    ratio('PersistenceService against bare sqlite3', ours, theirs, RATIO_GOAL),
  ]);
}

type Row = Record<string, string | number | null>;

/**
 * The least that could do the same: one SELECT by key, one version-checked UPDATE of every column.
 */
class BareStore {
  private constructor(
    private readonly get: (sql: string, params: unknown[]) => Promise<Row>,
    private readonly run: (sql: string, params: unknown[]) => Promise<void>,
    readonly close: () => Promise<void>,
  ) {}

  static async open(file: string): Promise<BareStore> {
    const database = new sqlite3.Database(file);
    const run = promisify<string, unknown[], void>(database.run.bind(database));
    const get = promisify<string, unknown[], Row>(database.get.bind(database));
    await run('PRAGMA journal_mode = WAL', []);
    await run('PRAGMA synchronous = FULL', []);
    return new BareStore(get, run, promisify(database.close.bind(database)));
  }

  async change(id: string, prompt: string): Promise<void> {
    const { id: _id, ...row } = await this.get('SELECT * FROM interactions WHERE id = ?', [id]);
    const document: object = JSON.parse(String(row['document']));
    const version = Number(row['version']);
    const next: Row = {
      ...row,
      version: version + 1,
      document: JSON.stringify({ ...document, currentPrompt: prompt }),
    };
    const columns = Object.keys(next).map((column) => `${column} = ?`);
    await this.run(`UPDATE interactions SET ${columns.join(', ')} WHERE id = ? AND version = ?`, [
      ...Object.values(next),
      id,
      version,
    ]);
  }
}
