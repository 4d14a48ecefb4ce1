import { describe, expect, it } from '@jest/globals';

import { ENVIRONMENT_VARIABLES, readConfig } from '../../src/config/config.js';
import { appErrorOf } from '../support/app-error-of.js';

const MINIMAL = { DISCORD_TOKEN: 'a-token', GOOGLE_API_KEY: 'a-key' };

describe('a configuration with problems', () => {
  it('a wrong configuration is refused with every problem at once, each with its variable and an example', async () => {
    const { code, userMessage } = await appErrorOf(() =>
      readConfig({
        DISCORD_API_URL: 'ftp://discord.com',
        MESSAGE_CONTENT_INTENT: 'yes',
        GEMINI_MODEL: 'no such model!',
        GOOGLE_GEMINI_BASE_URL: 'http://gemini.example',
        GENERATION_TIMEOUT_SECONDS: '0',
        GENERATION_CONCURRENCY: '1.5',
        DATABASE_URL: 'mysql://x',
        LOG_LEVEL: 'loud',
      }),
    );
    expect(code).toBe('config.invalid');
    const [heading = '', ...lines] = userMessage.split('\n');
    expect(heading).toBe('The configuration has 10 problems:');
    expect(lines.map((line) => line.trim().split(' ', 1).join()).toSorted()).toEqual([
      'DATABASE_URL',
      'DISCORD_API_URL',
      'DISCORD_TOKEN',
      'GEMINI_MODEL',
      'GENERATION_CONCURRENCY',
      'GENERATION_TIMEOUT_SECONDS',
      'GOOGLE_API_KEY',
      'GOOGLE_GEMINI_BASE_URL',
      'LOG_LEVEL',
      'MESSAGE_CONTENT_INTENT',
    ]);
    for (const line of lines) expect(line).toContain('for example');
  });

  it.each([
    ['IMAGE_MODEL', 'dall-e'],
    ['GEMINI_MODELS', 'gemini-3-pro-image,no such model!'],
    ['GEMINI_MODELS', Array.from({ length: 25 }, (_, n) => `model-${n}`).join()],
    ['DISCORD_API_URL', 'http://discord.example/api'],
    ['DISCORD_API_URL', 'not a url'],
    ['DISCORD_TOKEN', 'two words'],
    ['GENERATION_TIMEOUT_SECONDS', '901'],
    ['GENERATION_TIMEOUT_SECONDS', 'soon'],
    ['GENERATION_CONCURRENCY', '65'],
    ['GENERATION_CONCURRENCY', '-1'],
    ['GENERATION_CONCURRENCY_PER_PERSON', '0'],
    ['GENERATION_TRIES', '11'],
    ['BUDGET_PER_DAY', '$5'],
    ['BUDGET_PER_DAY', '-1'],
    ['BUDGET_PER_MONTH', '2,50'],
    ['BUDGET_PER_MONTH', '1000001'],
    ['QUOTA_PER_PERSON', '50'],
    ['QUOTA_PER_PERSON', '50/24'],
    ['QUOTA_PER_PERSON', '50/0h'],
    ['QUOTA_PER_SERVER', '5/400d'],
    ['PRICES_FILE', '/no/such/file.json'],
    ['PRICES_FILE', 'package.json'],
    ['PRICES_FILE', 'README.md'],
    ['SHUTDOWN_GRACE_SECONDS', '601'],
    ['RETENTION_DAYS', '36501'],
    ['STORAGE_PER_PERSON', '1'],
    ['STORAGE_PER_PERSON', '1 GB'],
    ['MIN_FREE_DISK', '-1GiB'],
    ['MIN_FREE_DISK', '1.GiB'],
    ['HTTP_PORT', '65536'],
    ['CARD_USE', 'nobody'],
    ['ALLOWED_SERVERS', 'Studio'],
    ['ALLOWED_SERVERS', '297463612345678901;7'],
    ['DIRECT_MESSAGES', 'false'],
    ['HTTP_HOST', 'monitoring.example'],
    ['DATABASE_URL', 'sqlite:'],
    ['DATABASE_URL', 'postgres://host/bot'],
    ['DATABASE_URL', 'postgres://bot:secret@host'],
    ['DATABASE_URL', 'postgres://bot:sec#ret@host/bot'],
    ['DATABASE_URL', '/var/lib/bot.sqlite'],
    ['IMAGE_STORE', 's3://'],
    ['IMAGE_STORE', 's3://Bucket'],
    ['IMAGE_STORE', 's3://bucket/../other'],
    ['IMAGE_STORE', 's3://bucket//double'],
    ['IMAGE_STORE', 'https://bucket.s3.amazonaws.com'],
    ['IMAGE_STORE', 'file:~/pictures'],
    ['S3_ENDPOINT', 'minio:9000'],
    ['S3_ENDPOINT', 'https://user:secret@s3.example'],
    ['S3_REGION', 'eu central'],
    ['S3_FORCE_PATH_STYLE', 'yes'],
    ['AWS_SECRET_ACCESS_KEY', 'two words'],
  ])('the refusal names %s alone when only that is wrong (%s)', async (name, value) => {
    const { userMessage } = await appErrorOf(() => readConfig({ ...MINIMAL, [name]: value }));
    expect(userMessage.split('\n')).toEqual([
      'The configuration has a problem:',
      expect.stringMatching(new RegExp(`^  ${name} \\S`)),
    ]);
  });

  it('the refusal names the other half of a key for a bucket, and no half where there is no bucket', async () => {
    const half = { ...MINIMAL, AWS_ACCESS_KEY_ID: 'AKIAEXAMPLE' };
    expect(readConfig(half).s3.credentials).toBeNull();
    const { userMessage } = await appErrorOf(() =>
      readConfig({ ...half, IMAGE_STORE: 's3://bucket' }),
    );
    expect(userMessage).toContain('  AWS_SECRET_ACCESS_KEY and AWS_ACCESS_KEY_ID belong together');
  });

  it('the refusal never shows a value, secret or not', async () => {
    const values = Object.fromEntries(
      ENVIRONMENT_VARIABLES.map((name, n) => [name, `value ${n} of a secret`]),
    );
    const error = await appErrorOf(() => readConfig(values));
    expect(`${error.userMessage} ${error.message} ${error.stack}`).not.toMatch(
      /value \d+ of a secret/,
    );
  });
});
