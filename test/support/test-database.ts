import path from 'node:path';

import type { DataSource, Logger as TypeormLogger } from 'typeorm';

import type { InteractionState } from '../../src/interactions/interaction-state.js';
import { openDatabase } from '../../src/persistence/database/database.js';
import { GonePlaces } from '../../src/persistence/gone-places.js';
import { InteractionInventory } from '../../src/persistence/interaction-inventory.js';
import { InteractionRepository } from '../../src/persistence/interaction-repository.js';
import { RemovalRepository } from '../../src/persistence/removal-repository.js';
import { PersistenceService } from '../../src/persistence/persistence-service.js';
import { endAfterTest } from './endings.js';
import { FakeClock } from './fake-clock.js';
import { patientDataSource } from './patient-data-source.js';
import { migratedPostgresDatabase, newPostgresDatabase } from './postgres/database.js';
import { throughPgBouncer } from './postgres/pgbouncer.js';
import { RecordingLogger } from './recording-logger.js';
import { temporaryDirectory } from './temporary-directory.js';

/** A real database, SQLite in a file or PostgreSQL, with what works upon it. */
export interface TestDatabase {
  /** The path of the file, or the address. */
  readonly file: string;
  /** Its `DATABASE_URL`. */
  readonly url: string;
  readonly dataSource: DataSource;
  readonly persistence: PersistenceService;
  readonly inventory: InteractionInventory;
  readonly places: GonePlaces;
  readonly clock: FakeClock;
  readonly logger: RecordingLogger;
}

/** The same data source, which is closed after the test. */
export function closedAfterTest(dataSource: DataSource): DataSource {
  endAfterTest(async () => {
    if (dataSource.isInitialized) await dataSource.destroy();
  });
  return dataSource;
}

/** What this project of the tests runs on, if it is not SQLite; see `jest.config.mjs`. */
const { TEST_DATABASE } = globalThis as { readonly TEST_DATABASE?: 'postgres' | 'pgbouncer' };

/** A new, empty database of the engine that the project runs on: a path, or an address. */
export async function newDatabase(): Promise<string> {
  if (TEST_DATABASE === undefined) return newDatabaseFile();
  const url = await newPostgresDatabase();
  return TEST_DATABASE === 'pgbouncer' ? throughPgBouncer(url) : url;
}

/** The same, where the tables may be there already. */
async function anyDatabase(): Promise<string> {
  return TEST_DATABASE === 'postgres' ? migratedPostgresDatabase() : newDatabase();
}

/** A path for a database in a directory of its own. */
export async function newDatabaseFile(): Promise<string> {
  return path.join(await temporaryDirectory(), 'nanobanana.sqlite');
}

/** Opens and migrates a database, by default a new one; it is closed after the test. */
export async function openTestDatabase(
  file?: string,
  onProgress?: (message: string) => void,
): Promise<TestDatabase> {
  const databaseFile = file ?? (await anyDatabase());
  const dataSource = closedAfterTest(patientDataSource(databaseFile));
  await openDatabase(dataSource, onProgress);
  const clock = new FakeClock();
  const logger = new RecordingLogger();
  const repository = new InteractionRepository(dataSource);
  const persistence = new PersistenceService(repository, clock, logger);
  const inventory = new InteractionInventory(repository, new RemovalRepository(dataSource));
  const places = new GonePlaces(dataSource);
  const url = TEST_DATABASE === undefined ? `sqlite:${databaseFile}` : databaseFile;
  return { file: databaseFile, url, dataSource, persistence, inventory, places, clock, logger };
}

/** Collects the statements that TypeORM sends from now on. */
export function recordStatements(dataSource: DataSource): string[] {
  const statements: string[] = [];
  const logger: TypeormLogger = {
    logQuery: (query) => void statements.push(query),
    logQueryError: (error, query) => void statements.push(`${query} -- ${String(error)}`),
    logQuerySlow: () => undefined,
    logSchemaBuild: () => undefined,
    logMigration: () => undefined,
    log: () => undefined,
  };
  dataSource.setOptions({ logger });
  dataSource.logger = logger;
  return statements;
}

/** What the row of an interaction holds, whatever the service has in memory. */
export async function storedState(
  persistence: PersistenceService,
  id: string,
): Promise<InteractionState> {
  return new PersistenceService(
    persistence['repository'],
    persistence['clock'],
    persistence['logger'],
  ).load(id);
}
