import { readdirSync } from 'node:fs';
import path from 'node:path';

import { describe, expect, it } from '@jest/globals';

import { ENVIRONMENT_VARIABLES, readConfig, secretsOf } from '../../src/config/config.js';
import { appErrorOf } from '../support/app-error-of.js';
import { knownPrices } from '../support/spendings.js';
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
        safety: [],
      },
      generations: { concurrency: 4, concurrencyPerPerson: 1, maxAttempts: 5 },
      spending: {
        budgetPerDay: 5_000_000,
        budgetPerMonth: null,
        budgetPerPersonPerDay: null,
        budgetPerPersonPerMonth: null,
        budgetPerServerPerDay: null,
        budgetPerServerPerMonth: null,
        quotaPerPerson: { pictures: 50, windowMs: 86_400_000 },
        quotaPerServer: null,
      },
      prices: knownPrices(),
      imageCompression: 'off',
      keptPerPerson: 100,
      personLimits: {
        waiting: 5,
        requestsPerMinute: 10,
        storedBytes: 1_073_741_824,
        minFreeDiskBytes: 2_147_483_648,
      },
      rights: { cardUse: 'owner', allowedServers: null, directMessages: true },
      moderation: {
        wordListFile: null,
        spoilerMode: 'never',
        log: { folder: null, days: 30, withPrompts: false },
      },
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
      previewHours: 24,
      moderationLogFolder: null,
      encryption: { keys: [], encrypts: false },
      traces: null,
      logLevel: 'info',
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
