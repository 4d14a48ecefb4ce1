import type { ImagePlace } from '../config/image-place.js';
import type { StorageConfig } from '../config/storage-config.js';
import type { Backup } from '../maintenance/backup/backup.js';
import type { Restore } from '../maintenance/backup/restore.js';
import type { Erasure } from '../maintenance/personal-data/erasure.js';
import type { ErasureEstimate } from '../maintenance/personal-data/erasure-estimate.js';
import type { PersonalExport } from '../maintenance/personal-data/personal-export.js';
import type { BotDataImport } from '../maintenance/import/bot-data-import.js';
import type { Cleanup } from '../maintenance/retention/cleanup.js';
import type { OrphanSweep } from '../maintenance/retention/orphan-sweep.js';
import type { Duties } from '../persistence/duties.js';
import type { DiskUsage } from '../persistence/database/disk-usage.js';
import type { Erasures } from '../persistence/erasures.js';
import type { ServerState } from '../persistence/database/server-state.js';
import type { TextRekey } from '../persistence/encryption/text-rekey.js';
import type { ImageStore } from '../persistence/images/image-store.js';
import type { InteractionInventory } from '../persistence/interaction-inventory.js';
import type { Notes } from '../persistence/notes.js';
import type { PersistenceService } from '../persistence/persistence-service.js';
import type { SpendingReport } from '../persistence/spending-report.js';
import type { StoredRights } from '../persistence/stored-rights.js';
import type { Clock } from '../platform/clock.js';

/** What commands work on: the open database, and the image store. */
export interface OpenStorage {
  readonly clock: Clock;
  readonly duties: Duties;
  /**
   * Aborts, with an `AppError`, when another process may have the right to this work; it ends then.
   */
  readonly lost: AbortSignal;
  readonly persistence: PersistenceService;
  readonly inventory: InteractionInventory;
  readonly notes: Notes;
  readonly spending: SpendingReport;
  readonly rights: StoredRights;
  readonly images: ImageStore;
  readonly textRekey: TextRekey;
  readonly orphans: OrphanSweep;
  readonly cleanup: Cleanup;
  readonly disk: DiskUsage;
  /** What the database server says of itself; null: there is none. @throws AppError `storage.*` */
  readonly serverState: () => Promise<ServerState | null>;
  readonly backup: Backup;
  readonly restore: Restore;
  readonly botData: BotDataImport;
  readonly erasures: Erasures;
  readonly erasure: Erasure;
  readonly erasureEstimate: ErasureEstimate;
  readonly personalExport: PersonalExport;
}

/**
 * How commands open the stored data. Each of these runs `work` and closes the storage again,
 * however `work` ends, and throws whatever `work` throws.
 */
export interface StorageAccess {
  /**
   * Runs `work` on storage that is there already, beside a running bot.
   *
   * @throws AppError `storage.absent` when there is no database, `storage.schema_older` when it has
   * to be migrated first.
   */
  readonly withStorage: <T>(config: StorageConfig, work: StorageWork<T>) => Promise<T>;

  /**
   * The same as `withStorage`, for work that removes files that no row names.
   *
   * @throws AppError `storage.in_use` while a restore is under way, before `work` begins; on
   * PostgreSQL also while another process removes such files.
   */
  readonly withStorageToCleanUp: <T>(config: StorageConfig, work: StorageWork<T>) => Promise<T>;

  /**
   * An image store at another place than the configured one. Nothing is opened or connected yet.
   */
  readonly imageStoreAt: (place: ImagePlace, config: StorageConfig) => ImageStore;

  /**
   * The same as `withStorage`, and makes the database where there is none.
   *
   * @throws AppError `storage.in_use` when another process makes it at the moment.
   */
  readonly withNewStorage: <T>(config: StorageConfig, work: StorageWork<T>) => Promise<T>;

  /**
   * Runs `work` on storage that no bot uses meanwhile, on any machine, and from which nobody
   * removes files that have no row yet; makes the database where there is none.
   *
   * @throws AppError `storage.in_use` when a bot runs, or such files are being removed; what
   * `openDatabase` throws.
   */
  readonly withStorageAlone: <T>(config: StorageConfig, work: StorageWork<T>) => Promise<T>;

  /**
   * Makes the database where there is none, and brings its schema up to date. On SQLite no bot may
   * run; on PostgreSQL bots of the version before go on working.
   *
   * @param onProgress hears from time to time how far a long migration is.
   * @returns the names of the migrations that were run.
   * @throws AppError `storage.in_use` when a bot runs; what `openDatabase` throws.
   */
  readonly migrateStorage: (
    config: StorageConfig,
    onProgress?: (message: string) => void,
  ) => Promise<string[]>;
}

/** What a command does with the storage while it is open. */
export type StorageWork<T> = (storage: OpenStorage) => Promise<T>;
