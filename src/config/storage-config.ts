import path from 'node:path';

import { z } from 'zod';

import type { Environment } from './environment.js';
import { MAX_RETENTION_DAYS } from './retention-days.js';
import { localPath, readVariables, wholeNumber } from './variables.js';

/** The part of the configuration about where, and how long, data is kept. */
export interface StorageConfig {
  /** Absolute. */
  readonly dataDir: string;
  /** Absolute path of the SQLite file; null: the default file in the data directory. */
  readonly databaseFile: string | null;
  /** How many days interactions are kept after their last use; 0: forever. */
  readonly retentionDays: number;
}

/** The variables of {@link StorageConfig}. */
export const STORAGE_VARIABLES = z.object({
  BOT_DATA_DIR: localPath().default('bot_data'),
  DATABASE_URL: localPath()
    .regex(
      /^sqlite:.+/,
      'must name a SQLite file, for example sqlite:/var/lib/nanobanana/bot.sqlite',
    )
    .optional(),
  RETENTION_DAYS: wholeNumber(0, MAX_RETENTION_DAYS, 30),
});

/**
 * Reads the part of the configuration that the maintenance commands need. Works even if the rest of
 * `env` is wrong.
 *
 * @throws AppError `config.invalid`, as `readConfig` does.
 */
export function readStorageConfig(env: Environment): StorageConfig {
  return Object.freeze(storageConfig(readVariables(STORAGE_VARIABLES, env)));
}

/** The same from variables that are already read. */
export function storageConfig(vars: z.output<typeof STORAGE_VARIABLES>): StorageConfig {
  return {
    dataDir: path.resolve(vars.BOT_DATA_DIR),
    databaseFile: vars.DATABASE_URL
      ? path.resolve(vars.DATABASE_URL.slice('sqlite:'.length))
      : null,
    retentionDays: vars.RETENTION_DAYS,
  };
}
