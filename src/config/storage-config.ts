import path from 'node:path';

import { z } from 'zod';

import type { Environment } from './environment.js';
import { encryptionKeys, type EncryptionKeys } from './encryption-keys.js';
import { IMAGE_PLACE_RULE, imagePlaceOf, type ImagePlace } from './image-place.js';
import { MAX_RETENTION_DAYS } from './retention-days.js';
import { isPostgresUrl } from './postgres-url.js';
import { S3_VARIABLES, s3Access, type S3Access } from './s3-access.js';
import { localPath, readVariables, wholeNumber } from './variables.js';

/** The part of the configuration about where, and how long, data is kept. */
export interface StorageConfig {
  /** Absolute. */
  readonly dataDir: string;
  /** Absolute path of the SQLite file; null: the default file in the data directory. */
  readonly databaseFile: string | null;
  /** The address of a PostgreSQL database with its password, in place of a file; null: none. */
  readonly postgresUrl: string | null;
  /** Where pictures are kept; by default as files in the data directory. */
  readonly images: ImagePlace;
  /** For pictures in a bucket. */
  readonly s3: S3Access;
  /** How many days interactions are kept after their last use; 0: forever. */
  readonly retentionDays: number;
  /**
   * How many hours after its last use a preview goes that nobody has confirmed; 0: as all others.
   */
  readonly previewHours: number;
  /**
   * Absolute path of a folder for files of what moderators want to know of; null: none are written.
   */
  readonly moderationLogFolder: string | null;
  /** What pictures and texts are encrypted with; no keys: they are not. */
  readonly encryption: EncryptionKeys;
}

/** The variables of {@link StorageConfig}. */
export const STORAGE_VARIABLES = S3_VARIABLES.extend({
  BOT_DATA_DIR: localPath().default('bot_data'),
  DATABASE_URL: localPath()
    .refine((value) => /^sqlite:.+/.test(value) || isPostgresUrl(value), {
      error:
        'must name a SQLite file, for example sqlite:/var/lib/nanobanana/bot.sqlite, or a PostgreSQL database, for example postgres://user:password@host:5432/nanobanana, with %40 for an @ and %23 for a # in the password',
    })
    .optional(),
  IMAGE_STORE: z
    .string()
    .refine((address) => imagePlaceOf(address) !== null, { error: IMAGE_PLACE_RULE })
    .optional(),
  RETENTION_DAYS: wholeNumber(0, MAX_RETENTION_DAYS, 30),
  PREVIEW_HOURS: wholeNumber(0, 8_760, 24),
  MODERATION_LOG_FOLDER: localPath().optional(),
  ENCRYPTION_KEY_FILE: encryptionKeys,
});

/** Whether a bucket has both halves of a key, or neither: then AWS's default chain finds one. */
export function hasWholeKey(env: {
  readonly IMAGE_STORE?: string | undefined;
  readonly AWS_ACCESS_KEY_ID?: string | undefined;
  readonly AWS_SECRET_ACCESS_KEY?: string | undefined;
}): boolean {
  const isWhole = Boolean(env.AWS_ACCESS_KEY_ID) === Boolean(env.AWS_SECRET_ACCESS_KEY);
  return isWhole || !env.IMAGE_STORE?.startsWith('s3:');
}

/** The problem where {@link hasWholeKey} is false. */
export const HALF_A_KEY = {
  path: ['AWS_SECRET_ACCESS_KEY'],
  error:
    'and AWS_ACCESS_KEY_ID belong together; set both, or neither to use the default credentials of AWS, for example AWS_ACCESS_KEY_ID=AKIA…',
  // Runs even when other variables are wrong, so that all problems are reported at once.
  when: () => true,
};

/**
 * Reads the part of the configuration that the maintenance commands need. Works even if the rest of
 * `env` is wrong.
 *
 * @throws AppError `config.invalid`, as `readConfig` does.
 */
export function readStorageConfig(env: Environment): StorageConfig {
  const schema = STORAGE_VARIABLES.refine(hasWholeKey, HALF_A_KEY);
  return Object.freeze(storageConfig(readVariables(schema, env)));
}

/** The same from variables that are already read. */
export function storageConfig(vars: z.output<typeof STORAGE_VARIABLES>): StorageConfig {
  const { MODERATION_LOG_FOLDER: logFolder } = vars;
  const dataDir = path.resolve(vars.BOT_DATA_DIR);
  return {
    dataDir,
    databaseFile: vars.DATABASE_URL?.startsWith('sqlite:')
      ? path.resolve(vars.DATABASE_URL.slice('sqlite:'.length))
      : null,
    postgresUrl: vars.DATABASE_URL && isPostgresUrl(vars.DATABASE_URL) ? vars.DATABASE_URL : null,
    images: Object.freeze(
      imagePlaceOf(vars.IMAGE_STORE ?? '') ?? ({ kind: 'files', dir: dataDir } as const),
    ),
    s3: Object.freeze(s3Access(vars)),
    retentionDays: vars.RETENTION_DAYS,
    previewHours: vars.PREVIEW_HOURS,
    moderationLogFolder: logFolder === undefined ? null : path.resolve(logFolder),
    encryption: Object.freeze(vars.ENCRYPTION_KEY_FILE),
  };
}
