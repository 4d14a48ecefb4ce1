import { rm } from 'node:fs/promises';

import { createDataSource, databaseOf } from '../../ormconfig.js';
import { systemClock } from '../../src/platform/clock.js';
import { createLogger } from '../../src/platform/logger.js';
import { openDatabase } from '../../src/persistence/database/database.js';
import { InteractionRepository } from '../../src/persistence/interaction-repository.js';
import { InteractionEntity } from '../../src/persistence/interaction.entity.js';
import { PersistenceService } from '../../src/persistence/persistence-service.js';
import { resultState } from '../support/states.js';
import type { BenchSize } from './bench.js';
import { benchDirectory, startBare, startOurs, type BenchedBot } from './bots.js';
import { ratio, report } from './report.js';

const STARTS = 15;
const STORED = 100_000;
const GOAL_AGAINST_BARE = 1.2;
const GOAL_FULL = 1.1;

/**
 * From the start of the process until it says that it is ready: the bot with an empty and with a
 * full database, and a bare discord.js bot that logs in and does nothing.
 */
export async function startBench({ isSmall }: BenchSize): Promise<void> {
  const stored = isSmall ? 100 : STORED;
  const [empty, full] = await Promise.all([dataDirectory(0), dataDirectory(stored)]);
  const starts = {
    bare: () => startBare(),
    empty: () => startOurs({ dataDir: empty }),
    full: () => startOurs({ dataDir: full }),
  };
  const tookMs: Record<keyof typeof starts, number[]> = { bare: [], empty: [], full: [] };
  for (let round = 0; round <= (isSmall ? 1 : STARTS); round += 1) {
    for (const kind of ['bare', 'empty', 'full'] as const) {
      const bot: BenchedBot = await starts[kind]();
      await bot.stop();
      // The first start of each reads the program from the disk.
      if (round > 0) tookMs[kind].push(bot.startMs);
    }
  }
  await Promise.all([empty, full].map((dir) => rm(dir, { recursive: true })));
  report('Start to ready (medians)', [
    ratio('against a bare discord.js bot', tookMs.empty, tookMs.bare, GOAL_AGAINST_BARE),
    ratio(`${stored} stored interactions against none`, tookMs.full, tookMs.empty, GOAL_FULL),
  ]);
}

/** A data directory whose database holds this many result cards. */
async function dataDirectory(interactions: number): Promise<string> {
  const dataDir = await benchDirectory();
  const dataSource = createDataSource(
    databaseOf({ dataDir, databaseFile: null, postgresUrl: null }),
  );
  await openDatabase(dataSource);
  if (interactions > 0) {
    const repository = new InteractionRepository(dataSource);
    const service = new PersistenceService(repository, systemClock, createLogger('silent', []));
    await service.create(resultState(4));
    const columns = dataSource
      .getMetadata(InteractionEntity)
      .columns.map(({ databaseName }) => databaseName)
      .filter((name) => name !== 'id' && name !== 'request_message_id')
      .join(', ');
    // Each was asked for by a message of its own, all of them just now.
    await dataSource.query(
      `WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?)
       INSERT INTO interactions (id, request_message_id, ${columns})
       SELECT lower(hex(randomblob(16))), CAST(600000000000000000 + i AS TEXT), ${columns}
       FROM n, (SELECT * FROM interactions LIMIT 1)`,
      [interactions - 1],
    );
  }
  await dataSource.destroy();
  return dataDir;
}
