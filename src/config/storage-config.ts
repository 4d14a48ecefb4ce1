import path from 'node:path';

import { z } from 'zod';

import type { Environment } from './environment.js';
import { MAX_RETENTION_DAYS } from './retention-days.js';
import { isPostgresUrl } from './postgres-url.js';
import { localPath, readVariables, wholeNumber } from './variables.js';

/** The part of the configuration about where, and how long, data is kept. */
export interface StorageConfig {
  /** Absolute. */
  readonly dataDir: string;
  /** Absolute path of the SQLite file; null: the default file in the data directory. */
  readonly databaseFile: string | null;
  /** The address of a PostgreSQL database with its password, in place of a file; null: none. */
  readonly postgresUrl: string | null;
  /** How many days interactions are kept after their last use; 0: forever. */
  readonly retentionDays: number;
}

/** The variables of {@link StorageConfig}. */
export const STORAGE_VARIABLES = z.object({
  BOT_DATA_DIR: localPath().default('bot_data'),
  DATABASE_URL: localPath()
    .refine((value) => /^sqlite:.+/.test(value) || isPostgresUrl(value), {
      error:
        'must name a SQLite file, for example sqlite:/var/lib/nanobanana/bot.sqlite, or a PostgreSQL database, for example postgres://user:password@host:5432/nanobanana, with %40 for an @ and %23 for a # in the password',
    })
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
    databaseFile: vars.DATABASE_URL?.startsWith('sqlite:')
      ? path.resolve(vars.DATABASE_URL.slice('sqlite:'.length))
      : null,
    postgresUrl: vars.DATABASE_URL && isPostgresUrl(vars.DATABASE_URL) ? vars.DATABASE_URL : null,
    retentionDays: vars.RETENTION_DAYS,
  };
}
