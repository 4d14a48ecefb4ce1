import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { createDataSource, databaseFileOf } from '../../ormconfig.js';
import { systemClock } from '../../src/platform/clock.js';
import { createLogger } from '../../src/platform/logger.js';
import { openDatabase } from '../../src/persistence/database/database.js';
import { InteractionRepository } from '../../src/persistence/interaction-repository.js';
import { InteractionEntity } from '../../src/persistence/interaction.entity.js';
import { PersistenceService } from '../../src/persistence/persistence-service.js';
import { BotProcess } from '../../src/playground/walk/bot-process.js';
import { Sandbox } from '../../src/sandbox/sandbox.js';
import { resultState } from '../support/states.js';
import { report } from './report.js';
import { median, timed } from './statistics.js';

const STARTS = 7;
const STORED = 100_000;
const RATIO_GOAL = 1.1;

/** From the start of the process to READY and "Ready", with an empty and with a full database. */
export async function startBench(): Promise<void> {
  const [empty, full] = await Promise.all([dataDirectory(0), dataDirectory(STORED)]);
  const [emptyMs, fullMs]: [number[], number[]] = [[], []];
  for (let round = 0; round <= STARTS; round += 1) {
    const [viaEmpty, viaFull] = [await startTime(empty), await startTime(full)];
    // The first start of each reads the program from the disk.
    if (round === 0) continue;
    emptyMs.push(viaEmpty);
    fullMs.push(viaFull);
  }
  await Promise.all([empty, full].map((dir) => rm(dir, { recursive: true })));
  const ratio = median(fullMs) / median(emptyMs);
  report('Start to ready (medians)', [
    {
      what: `${STORED} stored interactions against none`,
      value: `${ratio.toFixed(2)}× (${median(fullMs).toFixed(0)} ms against ${median(emptyMs).toFixed(0)} ms)`,
      goal: `at most ${RATIO_GOAL}×`,
      isMet: ratio <= RATIO_GOAL,
    },
  ]);
}

/** A data directory whose database holds this many result cards. */
async function dataDirectory(interactions: number): Promise<string> {
  const dataDir = await mkdtemp(path.join(tmpdir(), 'nanobanana-bench-'));
  const dataSource = createDataSource(databaseFileOf({ dataDir, databaseFile: null }));
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

async function startTime(dataDir: string): Promise<number> {
  const sandbox = await Sandbox.start();
  const env = {
    DISCORD_TOKEN: sandbox.token,
    DISCORD_API_URL: sandbox.apiUrl,
    IMAGE_MODEL: 'offline',
    BOT_DATA_DIR: dataDir,
  };
  let bot: BotProcess | undefined;
  const ms = await timed(async () => (bot = await BotProcess.start({ env })));
  await bot?.stop();
  await sandbox.stop();
  return ms;
}
