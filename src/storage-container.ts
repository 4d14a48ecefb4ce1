import path from 'node:path';

import { container as root, type DependencyContainer } from 'tsyringe';

import { CLICK_TIMEOUT_MS, createDataSource, databaseOf } from '../ormconfig.js';
import { CLOCK, systemClock } from './platform/clock.js';
import { DiskUsage } from './persistence/database/disk-usage.js';
import { LOGGER, type Logger } from './platform/logger.js';
import { KEEPING } from './config/keeping.js';
import { MODERATION_LOG_FOLDER } from './config/moderation.js';
import { RETENTION_DAYS } from './config/retention-days.js';
import { DATA_SOURCE } from './persistence/database/database.js';
import { KEYRING, Keyring } from './persistence/encryption/keyring.js';
import { Duties } from './persistence/duties.js';
import { SoleDuties } from './persistence/sole-duties.js';
import { CachedImageStore } from './persistence/images/cached-image-store.js';
import { imageDriverFor } from './persistence/images/drivers/image-driver-for.js';
import { IMAGE_DRIVER } from './persistence/images/drivers/image-driver.js';
import { IMAGE_STORE, ImageStore } from './persistence/images/image-store.js';
import { IS_ONLY_PROCESS } from './persistence/only-process.js';
import type { StorageConfig } from './config/storage-config.js';

/**
 * A container of what keeps the data, for a process without a bot; `createContainer` builds upon
 * it. Nothing is opened yet.
 *
 * @param timeoutMs how long PostgreSQL may take for a statement.
 */
export function createStorageContainer(
  config: StorageConfig,
  logger: Logger,
  timeoutMs = CLICK_TIMEOUT_MS,
): DependencyContainer {
  const container = root.createChildContainer();
  container.registerInstance(CLOCK, systemClock);
  container.registerInstance(LOGGER, logger);
  const database = databaseOf(config);
  const keyring = new Keyring(config.encryption);
  container.registerInstance(KEYRING, keyring);
  const dataSource = createDataSource(database, timeoutMs, keyring);
  container.registerInstance(DATA_SOURCE, dataSource);
  container.registerInstance(IS_ONLY_PROCESS, config.postgresUrl === null);
  if (config.postgresUrl === null)
    container.registerInstance(Duties, new SoleDuties(dataSource, systemClock, logger));
  else container.registerSingleton(Duties);
  const folder = config.postgresUrl === null ? path.dirname(database) : config.dataDir;
  container.registerInstance(DiskUsage, new DiskUsage(dataSource, folder));
  const imageDriver = imageDriverFor(config.images, config.s3);
  container.registerInstance(IMAGE_DRIVER, imageDriver);
  container.registerInstance(IMAGE_STORE, new ImageStore(imageDriver, systemClock, keyring));
  container.registerInstance(RETENTION_DAYS, config.retentionDays);
  container.registerInstance(MODERATION_LOG_FOLDER, { folder: config.moderationLogFolder });
  const { retentionDays, previewHours } = config;
  container.registerInstance(KEEPING, { retentionDays, previewHours });
  return container;
}

/** The image store of a bot, which remembers the pictures that were read last. */
export function cachedImageStore(container: DependencyContainer): ImageStore {
  return new CachedImageStore(
    container.resolve(IMAGE_DRIVER),
    systemClock,
    container.resolve(KEYRING),
  );
}
