import pRetry, { AbortError } from 'p-retry';
import type { DataSource } from 'typeorm';

import { AppError } from '../../platform/app-error.js';
import type { Logger } from '../../platform/logger.js';
import { openDatabase } from './database.js';

/** A database that starts together with the bot is there by then; else the supervisor goes on. */
const PATIENCE_MS = 60_000;
const TRY_EVERY_MS = 2_000;

/**
 * The same as {@link openDatabase}, but waits for a minute for a database that cannot be reached.
 *
 * @throws AppError `storage.*`
 */
export async function openDatabaseWhenReachable(
  dataSource: DataSource,
  logger: Logger,
): Promise<void> {
  const open = async () => {
    try {
      await openDatabase(dataSource, (message) =>
        logger.info(`Migrating the database: ${message}`),
      );
    } catch (error) {
      if (error instanceof AppError && error.code === 'storage.unreachable') throw error;
      throw new AbortError(error instanceof Error ? error : String(error));
    }
  };
  await pRetry(open, {
    retries: PATIENCE_MS / TRY_EVERY_MS,
    factor: 1,
    minTimeout: TRY_EVERY_MS,
    maxRetryTime: PATIENCE_MS,
    onFailedAttempt: (err) => logger.warn({ err }, 'Waiting for the database'),
  });
}
