import 'reflect-metadata';

import { databaseOf } from '../ormconfig.js';
import { AppError } from './platform/app-error.js';
import { CLOCK, systemClock } from './platform/clock.js';
import { createStorageContainer } from './storage-container.js';
import { Backup } from './maintenance/backup/backup.js';
import { Restore } from './maintenance/backup/restore.js';
import { Erasure } from './maintenance/personal-data/erasure.js';
import { ErasureEstimate } from './maintenance/personal-data/erasure-estimate.js';
import { PersonalExport } from './maintenance/personal-data/personal-export.js';
import {
  DATA_SOURCE,
  databaseExists,
  openDatabase,
  openMigratedDatabase,
} from './persistence/database/database.js';
import { Erasures } from './persistence/erasures.js';
import { imageDriverFor } from './persistence/images/drivers/image-driver-for.js';
import { IMAGE_STORE, ImageStore } from './persistence/images/image-store.js';
import { BotDataImport } from './maintenance/import/bot-data-import.js';
import { Keyring } from './persistence/encryption/keyring.js';
import { TextRekey } from './persistence/encryption/text-rekey.js';
import { InteractionInventory } from './persistence/interaction-inventory.js';
import { Notes } from './persistence/notes.js';
import { SpendingReport } from './persistence/spending-report.js';
import { PersistenceService } from './persistence/persistence-service.js';
import { StoredRights } from './persistence/stored-rights.js';
import type { OpenStorage, StorageWork } from './cli/storage.js';
import type { ImagePlace } from './config/image-place.js';
import type { StorageConfig } from './config/storage-config.js';
import { readServerState } from './persistence/database/server-state.js';
import { DiskUsage } from './persistence/database/disk-usage.js';
import { InstanceLock } from './persistence/locks/instance-lock.js';
import { createLogger } from './platform/logger.js';
import { OrphanLock } from './persistence/locks/orphan-lock.js';
import { holdForRemoval, holdForRestore } from './persistence/locks/restore-turn.js';
import { Duties, type HeldDuty } from './persistence/duties.js';
import { Cleanup } from './maintenance/retention/cleanup.js';
import { OrphanSweep } from './maintenance/retention/orphan-sweep.js';

// The port `StorageAccess` of the command line; `cli/storage.ts` says what each of these promises.

/** On storage that is there already, beside a running bot. */
export async function withStorage<T>(config: StorageConfig, work: StorageWork<T>): Promise<T> {
  const container = storageContainer(config);
  const dataSource = container.resolve(DATA_SOURCE);
  if (!(await databaseExists(dataSource))) throw absent(config);
  await openMigratedDatabase(dataSource);
  try {
    return await work(openStorage(container));
  } finally {
    await dataSource.destroy();
  }
}

/** Makes the database, or brings its schema up to date, while no bot runs. */
export async function migrateStorage(
  config: StorageConfig,
  onProgress?: (message: string) => void,
): Promise<string[]> {
  const migrate = async () => {
    const dataSource = storageContainer(config).resolve(DATA_SOURCE);
    const run = await openDatabase(dataSource, onProgress);
    await dataSource.destroy();
    return run;
  };
  // PostgreSQL lets only one process migrate at a time, and bots go on meanwhile.
  if (config.postgresUrl !== null) return migrate();
  return holding(await InstanceLock.acquire(config.dataDir, new Date()), migrate);
}

/** The same as {@link withStorage}, for work that removes files that no row names. */
export async function withStorageToCleanUp<T>(
  config: StorageConfig,
  work: StorageWork<T>,
): Promise<T> {
  return withStorage(config, async (opened) =>
    holding(await OrphanLock.forRemoval(config.dataDir), () =>
      withDuty(config, opened, holdForRemoval, work),
    ),
  );
}

/** The same as {@link withStorage}, and makes the database where there is none. */
export async function withNewStorage<T>(config: StorageConfig, work: StorageWork<T>): Promise<T> {
  const dataSource = storageContainer(config).resolve(DATA_SOURCE);
  if (!(await databaseExists(dataSource))) await migrateStorage(config);
  return withStorage(config, async (storage) => {
    await storage.textRekey.begin();
    return work(storage);
  });
}

/** On storage that neither a bot nor a cleanup uses; makes the database where there is none. */
export async function withStorageAlone<T>(config: StorageConfig, work: StorageWork<T>): Promise<T> {
  const restore = async () =>
    holding(await OrphanLock.forRestore(config.dataDir), async () => {
      const container = storageContainer(config);
      const dataSource = container.resolve(DATA_SOURCE);
      await openDatabase(dataSource);
      try {
        return await withDuty(config, openStorage(container), holdForRestore, work);
      } finally {
        await dataSource.destroy();
      }
    });
  if (config.postgresUrl !== null) return restore();
  return holding(await InstanceLock.acquire(config.dataDir, new Date()), restore);
}

/** Does work with a duty where other machines use the same database. */
async function withDuty<T>(
  config: StorageConfig,
  opened: OpenStorage,
  take: (duties: Duties) => Promise<HeldDuty>,
  work: StorageWork<T>,
): Promise<T> {
  if (config.postgresUrl === null) return work(opened);
  const duty = await take(opened.duties);
  const lost = new AbortController();
  duty.lost.addEventListener('abort', () => lost.abort(dutyLost(duty.lost.reason)));
  return holding(duty, () => work({ ...opened, lost: lost.signal }));
}

/** An image store at another place than the configured one. */
export function imageStoreAt(place: ImagePlace, { s3, encryption }: StorageConfig): ImageStore {
  return new ImageStore(imageDriverFor(place, s3), systemClock, new Keyring(encryption));
}

/** Runs `work`, and gives the lock back however it ends. */
async function holding<T>(lock: Pick<HeldDuty, 'release'>, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } finally {
    await lock.release();
  }
}

function openStorage(container: ReturnType<typeof storageContainer>): OpenStorage {
  return {
    clock: container.resolve(CLOCK),
    duties: container.resolve(Duties),
    lost: NEVER,
    persistence: container.resolve(PersistenceService),
    inventory: container.resolve(InteractionInventory),
    notes: container.resolve(Notes),
    spending: container.resolve(SpendingReport),
    rights: container.resolve(StoredRights),
    images: container.resolve(IMAGE_STORE),
    textRekey: container.resolve(TextRekey),
    orphans: container.resolve(OrphanSweep),
    cleanup: container.resolve(Cleanup),
    disk: container.resolve(DiskUsage),
    serverState: () => readServerState(container.resolve(DATA_SOURCE)),
    backup: container.resolve(Backup),
    restore: container.resolve(Restore),
    botData: container.resolve(BotDataImport),
    erasures: container.resolve(Erasures),
    erasure: container.resolve(Erasure),
    erasureEstimate: container.resolve(ErasureEstimate),
    personalExport: container.resolve(PersonalExport),
  };
}

const NEVER = new AbortController().signal;

/** Nobody waits for a command as for the answer to a click. */
const COMMAND_TIMEOUT_MS = 60_000;

/** Commands tell by their own words what happens, so nothing is logged. */
function storageContainer(config: StorageConfig) {
  return createStorageContainer(config, createLogger('silent', []), COMMAND_TIMEOUT_MS);
}

function absent(config: StorageConfig): AppError {
  const place = config.postgresUrl === null ? databaseOf(config) : 'DATABASE_URL';
  return new AppError({
    code: 'storage.absent',
    retryable: false,
    userMessage: `There is no database at ${place}. Run this where the bot runs, or with the same BOT_DATA_DIR and DATABASE_URL; a new database is made by \`nanobanana migrate\`, or by the bot's first start.`,
  });
}

function dutyLost(cause: unknown): AppError {
  return new AppError({
    code: 'storage.in_use',
    retryable: true,
    userMessage:
      'The database could not be reached for half a minute, so another process may work on it now. This command has stopped; run it again.',
    cause,
  });
}
