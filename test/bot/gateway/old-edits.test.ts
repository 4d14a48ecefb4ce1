import { describe, expect, it } from '@jest/globals';
import { RateLimitError, REST, SnowflakeUtil } from 'discord.js';

import { toDiscordError } from '../../../src/bot/discord-errors.js';
import { editOldMessagesApart, isMessageEdit } from '../../../src/bot/gateway/old-edits.js';
import { RateLimited } from '../../../src/platform/rate-limited.js';
import { rejectionOf } from '../../support/rejection-of.js';

const HOUR_MS = 60 * 60 * 1000;
const messageOfAge = (ageMs: number) =>
  SnowflakeUtil.generate({ timestamp: Date.now() - ageMs }).toString();

const CHANNEL = messageOfAge(0);
const editOf = (ageMs: number) => `/channels/${CHANNEL}/messages/${messageOfAge(ageMs)}` as const;

/** Discord lets nobody edit old messages, and says that this is the limit of the whole bucket. */
function setUp() {
  const asked: string[] = [];
  const rest = new REST({
    api: 'http://discord.test/api',
    rejectOnRateLimit: isMessageEdit,
    makeRequest: async (url) => {
      const isOld = asked.push(url) === 1;
      const headers = {
        'content-type': 'application/json',
        'x-ratelimit-bucket': 'edits',
        'x-ratelimit-limit': '5',
        'x-ratelimit-remaining': isOld ? '0' : '4',
        'x-ratelimit-reset-after': '20',
        ...(isOld && { 'retry-after': '20' }),
      };
      return new Response(isOld ? '{"code":30046}' : '{}', { status: isOld ? 429 : 200, headers });
    },
  });
  editOldMessagesApart(rest);
  rest.setToken('token');
  return { rest, asked };
}

describe('edits of old messages', () => {
  it('an edit of an old message that is limited is rejected at once, and says when to come back', async () => {
    const { rest } = setUp();
    const error = await rejectionOf(rest.patch(editOf(2 * HOUR_MS), { body: {} }));
    expect(error).toBeInstanceOf(RateLimitError);
    const translated = toDiscordError(error);
    expect(translated).toBeInstanceOf(RateLimited);
    expect(translated).toMatchObject({ code: 'discord.rate_limited', retryable: true });
    const { retryAfterMs } = translated as RateLimited;
    expect(retryAfterMs).toBeGreaterThan(19_000);
    expect(retryAfterMs).toBeLessThan(22_000);
  });

  it('an edit of a new message in the same channel does not wait behind those of old messages', async () => {
    const { rest, asked } = setUp();
    await rejectionOf(rest.patch(editOf(2 * HOUR_MS), { body: {} }));
    expect(await rest.patch(editOf(0), { body: {} })).toEqual({});
    expect(asked).toHaveLength(2);
  });
});
