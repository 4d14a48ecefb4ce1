import { writeFileSync } from 'node:fs';
import path from 'node:path';

import { describe, expect, it } from '@jest/globals';

import { readConfig } from '../../src/config/config.js';
import { knownPrices } from '../support/spendings.js';
import { temporaryDirectory } from '../support/temporary-directory.js';

const TOKEN = 'token-that-nobody-may-see';
const KEY = 'key-that-nobody-may-see';
const MINIMAL = { DISCORD_TOKEN: TOKEN, GOOGLE_API_KEY: KEY };

const PRICE = { input: 1, text: 2, image: 3, imageTokens: { '1K': 1000 } };

describe('all variables of the configuration', () => {
  it('the configuration takes every variable', async () => {
    const prices = path.join(await temporaryDirectory(), 'prices.json');
    writeFileSync(prices, JSON.stringify({ date: '2026-12-01', models: { 'a-model': PRICE } }));
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
      BUDGET_PER_DAY: 'off',
      BUDGET_PER_MONTH: '12.5',
      BUDGET_PER_PERSON_PER_DAY: '0.50',
      BUDGET_PER_PERSON_PER_MONTH: '4',
      BUDGET_PER_SERVER_PER_DAY: '2',
      BUDGET_PER_SERVER_PER_MONTH: '9.99',
      QUOTA_PER_PERSON: '3/8h',
      QUOTA_PER_SERVER: '100/7d',
      PRICES_FILE: prices,
      SHUTDOWN_GRACE_SECONDS: '8',
      IMAGE_COMPRESSION: 'lossless',
      KEPT_PER_PERSON: '0',
      WAITING_PER_PERSON: '0',
      REQUESTS_PER_PERSON_PER_MINUTE: '60',
      STORAGE_PER_PERSON: '1.5 MiB',
      MIN_FREE_DISK: '0',
      PREVIEW_HOURS: '48',
      WORD_LIST_FILE: '/srv/words.txt',
      SPOILER_MODE: 'outside-age-restricted',
      MODERATION_LOG_FOLDER: '/srv/log',
      MODERATION_LOG_DAYS: '90',
      MODERATION_LOG_PROMPTS: 'true',
      GEMINI_SAFETY: 'harassment=BLOCK_ONLY_HIGH, HARM_CATEGORY_HATE_SPEECH=off',
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
      CARD_USE: 'everyone',
      ALLOWED_SERVERS: '297463612345678901, 317463612345678902',
      DIRECT_MESSAGES: 'off',
      OTEL_EXPORTER_OTLP_ENDPOINT: 'http://collector:4318/',
      OTEL_EXPORTER_OTLP_HEADERS: 'Authorization=Basic%20dXNlcjpwYXNz, x-tenant=a',
      OTEL_SERVICE_NAME: 'a-bot',
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
        safety: [
          { category: 'HARM_CATEGORY_HARASSMENT', threshold: 'BLOCK_ONLY_HIGH' },
          { category: 'HARM_CATEGORY_HATE_SPEECH', threshold: 'OFF' },
        ],
      },
      generations: { concurrency: 2, concurrencyPerPerson: 3, maxAttempts: 7 },
      spending: {
        budgetPerDay: null,
        budgetPerMonth: 12_500_000,
        budgetPerPersonPerDay: 500_000,
        budgetPerPersonPerMonth: 4_000_000,
        budgetPerServerPerDay: 2_000_000,
        budgetPerServerPerMonth: 9_990_000,
        quotaPerPerson: { pictures: 3, windowMs: 8 * 3_600_000 },
        quotaPerServer: { pictures: 100, windowMs: 7 * 86_400_000 },
      },
      prices: new Map([...knownPrices(), ['a-model', { ...PRICE, date: '2026-12-01' }]]),
      imageCompression: 'lossless',
      keptPerPerson: 0,
      personLimits: {
        waiting: 0,
        requestsPerMinute: 60,
        storedBytes: 1_572_864,
        minFreeDiskBytes: 0,
      },
      rights: {
        cardUse: 'everyone',
        allowedServers: new Set(['297463612345678901', '317463612345678902']),
        directMessages: false,
      },
      moderation: {
        wordListFile: '/srv/words.txt',
        spoilerMode: 'outside-age-restricted',
        log: { folder: '/srv/log', days: 90, withPrompts: true },
      },
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
      previewHours: 48,
      moderationLogFolder: '/srv/log',
      encryption: { keys: [], encrypts: false },
      traces: {
        url: 'http://collector:4318/v1/traces',
        headers: { Authorization: 'Basic dXNlcjpwYXNz', 'x-tenant': 'a' },
        serviceName: 'a-bot',
      },
      logLevel: 'debug',
    });
  });
});
