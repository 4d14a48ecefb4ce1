import { isIP } from 'node:net';

import { z } from 'zod';

import type { Environment } from './environment.js';
import { flag, readVariables, wholeNumber } from './variables.js';
import { geminiSafety, type SafetySetting } from './gemini-safety.js';
import type { GenerationLimits } from './generation-limits.js';
import type { HttpAddress } from './http-address.js';
import { cdnOrigins, DISCORD_API_URL, httpUrl } from './discord-address.js';
import type { ImageCompression } from './image-compression.js';
import { PERSON_LIMIT_VARIABLES, personLimitsOf, type PersonLimits } from './person-limits.js';
import { modelName, modelNames } from './model-names.js';
import { MODERATION_VARIABLES, moderationOf, type Moderation } from './moderation.js';
import { LOG_LEVELS, type LogLevel } from '../platform/logger.js';
import { secretsInUrl } from './postgres-url.js';
import { RIGHTS_VARIABLES, rightsOf, type Rights } from './rights.js';
import { fileVariable, SECRET_VARIABLES } from './secret-files.js';
import type { Prices } from './prices.js';
import { SHARD_VARIABLES, shardsOf, withShardRules, type Shards } from './shards.js';
import { SPENDING_VARIABLES, spendingLimits, type SpendingLimits } from './spending.js';
import {
  HALF_A_KEY,
  hasWholeKey,
  storageConfig,
  STORAGE_VARIABLES,
  type StorageConfig,
} from './storage-config.js';
import {
  secretsInHeaders,
  TRACE_VARIABLES,
  traceExportOf,
  type TraceExport,
} from './trace-export.js';

/** Everything that the environment decides, checked once at start and frozen. */
export interface Config extends StorageConfig {
  readonly discord: {
    readonly token: string;
    /** REST base without version. */
    readonly apiUrl: string;
    /** Origins from which pictures may be fetched. */
    readonly cdnOrigins: readonly string[];
    readonly messageContentIntent: boolean;
    /** Whether the bot asks Discord at start for the events that the former process missed. */
    readonly resumeSession: boolean;
    /** The maximum number of hours to read back in channels after a longer break; 0: never. */
    readonly catchUpHours: number;
    /** Which shards this process serves; null: all that Discord recommends. */
    readonly shards: Shards | null;
  };
  readonly model:
    | { readonly kind: 'offline' }
    | {
        readonly kind: 'gemini';
        readonly apiKey: string;
        readonly name: string;
        /** Further models that people can choose. */
        readonly otherNames: readonly string[];
        /** Null: Google's own. */
        readonly baseUrl: string | null;
        readonly timeoutMs: number;
        /** Whether models that keep a thread are sent the turns before a prompt. */
        readonly conversation: boolean;
        /** What Google is told to block; empty: what it blocks by itself. */
        readonly safety: readonly SafetySetting[];
      };
  readonly generations: GenerationLimits;
  readonly personLimits: PersonLimits;
  readonly rights: Rights;
  readonly spending: SpendingLimits;
  /** What models cost. */
  readonly prices: Prices;
  readonly imageCompression: ImageCompression;
  /** How many interactions one person may keep from cleanup; 0: none. */
  readonly keptPerPerson: number;
  readonly moderation: Moderation;
  /** How long active generations may take after the process is told to stop. */
  readonly shutdownGraceMs: number;
  /** Where health and metrics are served; null: not at all. */
  readonly http: HttpAddress | null;
  /** Where traces are sent; null: none are written. */
  readonly traces: TraceExport | null;
  readonly logLevel: LogLevel;
}

const apiKey = z
  .string()
  .regex(/^[!-~]{4,}$/, 'is no key; paste the key alone, as Google shows it, for example AIza…');

const variables = STORAGE_VARIABLES.extend({
  DISCORD_TOKEN: z
    .string(
      'is missing; it is the bot token from https://discord.com/developers/applications, for example DISCORD_TOKEN=MTA…',
    )
    .regex(
      /^[\w.-]{4,}$/,
      'is no bot token; paste the token alone, as Discord shows it, for example MTA…',
    ),
  DISCORD_API_URL: httpUrl.default(DISCORD_API_URL),
  MESSAGE_CONTENT_INTENT: flag('false'),
  RESUME_SESSION: flag('true'),
  CATCH_UP_HOURS: wholeNumber(0, 24, 24),
  IMAGE_MODEL: z
    .enum(['gemini', 'offline'], 'must be gemini or offline, for example offline')
    .default('gemini'),
  GOOGLE_API_KEY: apiKey.optional(),
  GEMINI_API_KEY: apiKey.optional(),
  GEMINI_MODEL: modelName.default('gemini-nano-banana-2.1'),
  GEMINI_MODELS: modelNames,
  GOOGLE_GEMINI_BASE_URL: httpUrl.optional(),
  GEMINI_SAFETY: geminiSafety,
  GENERATION_TIMEOUT_SECONDS: wholeNumber(1, 900, 180),
  CONVERSATION: z.enum(['on', 'off'], 'must be on or off, for example off').default('on'),
  IMAGE_COMPRESSION: z
    .enum(['off', 'lossless'], 'must be off or lossless, for example lossless')
    .default('off'),
  GENERATION_CONCURRENCY: wholeNumber(1, 64, 4),
  GENERATION_CONCURRENCY_PER_PERSON: wholeNumber(1, 64, 1),
  GENERATION_TRIES: wholeNumber(1, 10, 5),
  KEPT_PER_PERSON: wholeNumber(0, 100_000, 100),
  SHUTDOWN_GRACE_SECONDS: wholeNumber(0, 600, 25),
  HTTP_PORT: wholeNumber(0, 65_535, 0, 9090),
  HTTP_HOST: z
    .string()
    .refine((host) => host === 'localhost' || isIP(host) !== 0, {
      error: 'must be an IP address of this machine, for example 127.0.0.1, or 0.0.0.0 for all',
    })
    .default('127.0.0.1'),
  LOG_LEVEL: z
    .enum(LOG_LEVELS, `must be one of ${LOG_LEVELS.join(', ')}, for example info`)
    .default('info'),
})
  .extend(SHARD_VARIABLES.shape)
  .extend(PERSON_LIMIT_VARIABLES.shape)
  .extend(MODERATION_VARIABLES.shape)
  .extend(RIGHTS_VARIABLES.shape)
  .extend(SPENDING_VARIABLES.shape)
  .extend(TRACE_VARIABLES.shape)
  .refine(hasWholeKey, HALF_A_KEY)
  .refine(hasKeyForItsModel, {
    path: ['GOOGLE_API_KEY'],
    error:
      'is missing; make one at https://aistudio.google.com/apikey, for example GOOGLE_API_KEY=AIza…, or set IMAGE_MODEL=offline to draw without Gemini',
    // Runs even when other variables are wrong, so that all problems are reported at once.
    when: () => true,
  });
const environment = withShardRules(variables);

/** The variables that the product reads. */
export const ENVIRONMENT_VARIABLES: readonly string[] = [
  ...Object.keys(environment.shape),
  ...SECRET_VARIABLES.map(fileVariable),
];

/**
 * The configuration from `env`. An empty variable counts as not set.
 *
 * @throws AppError `config.invalid` with one line for each problem: variable, what is wrong, and an
 * example. It never contains a value.
 */
export function readConfig(env: Environment): Config {
  const vars = readVariables(environment, env);
  const storage = storageConfig(vars);
  return Object.freeze({
    discord: Object.freeze({
      token: vars.DISCORD_TOKEN,
      apiUrl: vars.DISCORD_API_URL.replace(/\/+$/, ''),
      cdnOrigins: Object.freeze(cdnOrigins(vars.DISCORD_API_URL)),
      messageContentIntent: vars.MESSAGE_CONTENT_INTENT,
      resumeSession: vars.RESUME_SESSION,
      catchUpHours: vars.CATCH_UP_HOURS,
      shards: shardsOf(vars),
    }),
    model: Object.freeze(modelConfig(vars)),
    generations: Object.freeze({
      concurrency: vars.GENERATION_CONCURRENCY,
      concurrencyPerPerson: vars.GENERATION_CONCURRENCY_PER_PERSON,
      maxAttempts: vars.GENERATION_TRIES,
    }),
    personLimits: personLimitsOf(vars),
    rights: rightsOf(vars),
    spending: Object.freeze(spendingLimits(vars)),
    prices: vars.PRICES_FILE,
    imageCompression: vars.IMAGE_COMPRESSION,
    keptPerPerson: vars.KEPT_PER_PERSON,
    moderation: Object.freeze(moderationOf(vars, storage.moderationLogFolder)),
    shutdownGraceMs: vars.SHUTDOWN_GRACE_SECONDS * 1000,
    http:
      vars.HTTP_PORT === 0 ? null : Object.freeze({ host: vars.HTTP_HOST, port: vars.HTTP_PORT }),
    traces: traceExportOf(vars),
    ...storage,
    logLevel: vars.LOG_LEVEL,
  });
}

/** The values that must never appear in any output. */
export function secretsOf({
  discord,
  model,
  s3,
  postgresUrl,
  encryption,
  traces,
}: Config): string[] {
  return [
    discord.token,
    ...(model.kind === 'gemini' ? [model.apiKey] : []),
    ...(s3.credentials === null ? [] : [s3.credentials.secretAccessKey]),
    ...(s3.credentials?.sessionToken === undefined ? [] : [s3.credentials.sessionToken]),
    ...secretsInUrl(postgresUrl ?? ''),
    ...(traces === null ? [] : secretsInHeaders(traces)),
    ...encryption.keys.flatMap(({ key }) => [key.toString('base64'), key.toString('hex')]),
  ];
}

function hasKeyForItsModel(env: {
  readonly IMAGE_MODEL?: string;
  readonly GOOGLE_API_KEY?: string | undefined;
  readonly GEMINI_API_KEY?: string | undefined;
}): boolean {
  return (
    (env.IMAGE_MODEL ?? 'gemini') !== 'gemini' || Boolean(env.GOOGLE_API_KEY ?? env.GEMINI_API_KEY)
  );
}

function modelConfig(vars: z.output<typeof environment>): Config['model'] {
  if (vars.IMAGE_MODEL === 'offline') return { kind: 'offline' };
  return {
    kind: 'gemini',
    apiKey: vars.GOOGLE_API_KEY ?? vars.GEMINI_API_KEY ?? '',
    name: vars.GEMINI_MODEL,
    otherNames: vars.GEMINI_MODELS,
    baseUrl: vars.GOOGLE_GEMINI_BASE_URL ?? null,
    timeoutMs: vars.GENERATION_TIMEOUT_SECONDS * 1000,
    conversation: vars.CONVERSATION === 'on',
    safety: vars.GEMINI_SAFETY,
  };
}
