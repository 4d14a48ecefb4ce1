import { readdirSync } from 'node:fs';
import path from 'node:path';

import { describe, expect, it } from '@jest/globals';

import { ENVIRONMENT_VARIABLES, readConfig, secretsOf } from '../../src/config/config.js';
import { appErrorOf } from '../support/app-error-of.js';
import { temporaryDirectory } from '../support/temporary-directory.js';

const TOKEN = 'token-that-nobody-may-see';
const KEY = 'key-that-nobody-may-see';
const MINIMAL = { DISCORD_TOKEN: TOKEN, GOOGLE_API_KEY: KEY };

describe('the configuration', () => {
  it('the configuration needs a token and a key, and has a default for all else', () => {
    expect(readConfig(MINIMAL)).toEqual({
      discord: {
        token: TOKEN,
        apiUrl: 'https://discord.com/api',
        cdnOrigins: [
          'https://cdn.discordapp.com',
          'https://media.discordapp.net',
          'https://images-ext-1.discordapp.net',
          'https://images-ext-2.discordapp.net',
        ],
        messageContentIntent: false,
        resumeSession: true,
        catchUpHours: 24,
        shards: null,
      },
      model: {
        kind: 'gemini',
        apiKey: KEY,
        name: 'gemini-nano-banana-2.1',
        otherNames: [],
        baseUrl: null,
        timeoutMs: 180_000,
        conversation: true,
      },
      generations: { concurrency: 4, concurrencyPerPerson: 1, maxAttempts: 5 },
      imageCompression: 'off',
      keptPerPerson: 100,
      shutdownGraceMs: 25_000,
      http: null,
      dataDir: path.resolve('bot_data'),
      databaseFile: null,
      images: { kind: 'files', dir: path.resolve('bot_data') },
      s3: {
        endpoint: null,
        region: null,
        forcePathStyle: false,
        credentials: null,
        profile: null,
      },
      postgresUrl: null,
      retentionDays: 30,
      logLevel: 'info',
    });
  });

  it('the configuration takes every variable', () => {
    const config = readConfig({
      ...MINIMAL,
      DISCORD_API_URL: 'https://proxy.example/discord/',
      MESSAGE_CONTENT_INTENT: 'true',
      RESUME_SESSION: 'false',
      CATCH_UP_HOURS: '6',
      SHARDS: '0-1',
      SHARD_COUNT: '2',
      IMAGE_MODEL: 'gemini',
      GEMINI_MODEL: 'gemini-3-pro-image',
      GEMINI_MODELS: 'gemini-nano-banana-2.1, gemini-3.1-flash-lite-image',
      GOOGLE_GEMINI_BASE_URL: 'http://127.0.0.1:4000',
      GENERATION_TIMEOUT_SECONDS: '60',
      GENERATION_CONCURRENCY: '2',
      GENERATION_CONCURRENCY_PER_PERSON: '3',
      GENERATION_TRIES: '7',
      SHUTDOWN_GRACE_SECONDS: '8',
      IMAGE_COMPRESSION: 'lossless',
      KEPT_PER_PERSON: '0',
      HTTP_PORT: '9090',
      HTTP_HOST: '::1',
      BOT_DATA_DIR: '/srv/bot',
      DATABASE_URL: 'sqlite:/srv/db/bot.sqlite',
      IMAGE_STORE: 's3://my-bucket/nano/banana',
      S3_ENDPOINT: 'http://minio:9000',
      S3_REGION: 'eu-central-1',
      S3_FORCE_PATH_STYLE: 'false',
      AWS_REGION: 'us-west-2',
      AWS_ACCESS_KEY_ID: 'AKIAEXAMPLE',
      AWS_SECRET_ACCESS_KEY: 'secret/access+key',
      AWS_SESSION_TOKEN: 'session-token',
      AWS_PROFILE: 'bot',
      CONVERSATION: 'off',
      RETENTION_DAYS: '7',
      LOG_LEVEL: 'debug',
    });
    expect(config).toEqual({
      discord: {
        token: TOKEN,
        apiUrl: 'https://proxy.example/discord',
        cdnOrigins: [
          'https://cdn.discordapp.com',
          'https://media.discordapp.net',
          'https://images-ext-1.discordapp.net',
          'https://images-ext-2.discordapp.net',
        ],
        messageContentIntent: true,
        resumeSession: false,
        catchUpHours: 6,
        shards: { ids: [0, 1], count: 2 },
      },
      model: {
        kind: 'gemini',
        apiKey: KEY,
        name: 'gemini-3-pro-image',
        otherNames: ['gemini-nano-banana-2.1', 'gemini-3.1-flash-lite-image'],
        baseUrl: 'http://127.0.0.1:4000',
        timeoutMs: 60_000,
        conversation: false,
      },
      generations: { concurrency: 2, concurrencyPerPerson: 3, maxAttempts: 7 },
      imageCompression: 'lossless',
      keptPerPerson: 0,
      shutdownGraceMs: 8_000,
      http: { host: '::1', port: 9090 },
      dataDir: '/srv/bot',
      databaseFile: '/srv/db/bot.sqlite',
      images: { kind: 'bucket', bucket: 'my-bucket', prefix: 'nano/banana/' },
      s3: {
        endpoint: 'http://minio:9000',
        region: 'eu-central-1',
        forcePathStyle: false,
        credentials: {
          accessKeyId: 'AKIAEXAMPLE',
          secretAccessKey: 'secret/access+key',
          sessionToken: 'session-token',
        },
        profile: 'bot',
      },
      postgresUrl: null,
      retentionDays: 7,
      logLevel: 'debug',
    });
  });

  it('the configuration makes relative paths absolute', () => {
    const config = readConfig({ ...MINIMAL, BOT_DATA_DIR: 'here', DATABASE_URL: 'sqlite:x.db' });
    expect(config.dataDir).toBe(path.resolve('here'));
    expect(config.databaseFile).toBe(path.resolve('x.db'));
  });

  it('the configuration takes a PostgreSQL database, whose password is a secret', () => {
    const url = 'postgres://bot:p%40ss$word@db.example:5432/bot?sslmode=verify-full';
    const config = readConfig({ ...MINIMAL, DATABASE_URL: url });
    expect(config).toMatchObject({ databaseFile: null, postgresUrl: url });
    expect(secretsOf(config)).toEqual([TOKEN, KEY, 'p%40ss$word', 'p@ss$word']);
  });

  it('the configuration takes GEMINI_API_KEY where GOOGLE_API_KEY is not set', () => {
    const { model } = readConfig({ DISCORD_TOKEN: TOKEN, GEMINI_API_KEY: KEY });
    expect(model).toMatchObject({ kind: 'gemini', apiKey: KEY });
  });

  it('the configuration needs no key for the offline model', () => {
    const config = readConfig({ DISCORD_TOKEN: TOKEN, IMAGE_MODEL: 'offline' });
    expect(config.model).toEqual({ kind: 'offline' });
  });

  it('the configuration treats a variable set to nothing as not set', () => {
    const nothing = Object.fromEntries(ENVIRONMENT_VARIABLES.map((name) => [name, '']));
    expect(readConfig({ ...nothing, ...MINIMAL })).toEqual(readConfig(MINIMAL));
  });

  it.each(['http://127.0.0.1:4000', 'http://localhost:4000', 'http://[::1]:4000'])(
    'the configuration allows pictures from a stand-in for Discord at %s too',
    (origin) => {
      const { discord } = readConfig({ ...MINIMAL, DISCORD_API_URL: `${origin}/api` });
      expect(discord.cdnOrigins).toContain(origin);
      expect(discord.cdnOrigins).toHaveLength(5);
    },
  );

  it('the configuration is frozen in every part', () => {
    const config = readConfig(MINIMAL);
    for (const part of [config, config.discord, config.discord.cdnOrigins, config.model]) {
      expect(Object.isFrozen(part)).toBe(true);
    }
  });

  it('the configuration names its secrets', () => {
    expect(secretsOf(readConfig(MINIMAL))).toEqual([TOKEN, KEY]);
    const offline = readConfig({ DISCORD_TOKEN: TOKEN, IMAGE_MODEL: 'offline' });
    expect(secretsOf(offline)).toEqual([TOKEN]);
    const inBucket = readConfig({
      ...MINIMAL,
      AWS_ACCESS_KEY_ID: 'AKIAEXAMPLE',
      AWS_SECRET_ACCESS_KEY: 'secret',
      AWS_SESSION_TOKEN: 'session',
    });
    expect(secretsOf(inBucket)).toEqual([TOKEN, KEY, 'secret', 'session']);
  });

  it('the configuration creates nothing on disk', async () => {
    const dir = await temporaryDirectory();
    readConfig({ ...MINIMAL, BOT_DATA_DIR: path.join(dir, 'data') });
    await appErrorOf(() => readConfig({ BOT_DATA_DIR: path.join(dir, 'data') }));
    expect(readdirSync(dir)).toEqual([]);
  });
});
