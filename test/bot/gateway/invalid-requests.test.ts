import { describe, expect, it } from '@jest/globals';
import type { ResponseLike } from 'discord.js';

import { InvalidRequests } from '../../../src/bot/gateway/invalid-requests.js';
import { FakeClock } from '../../support/fake-clock.js';
import { RecordingLogger } from '../../support/recording-logger.js';
import { RecordingMetrics } from '../../support/recording-metrics.js';
import { strictDouble } from '../../support/strict-double.js';

const API = 'https://discord.com/api/v10';
const MESSAGES = `${API}/channels/100000000000000001/messages`;
const OTHER = `${API}/channels/100000000000000002/messages`;
const ANSWER = `${API}/interactions/100000000000000009/a-token/callback`;

function setUp() {
  const [clock, metrics, logger] = [new FakeClock(), new RecordingMetrics(), new RecordingLogger()];
  const requests = new InvalidRequests(clock, metrics, logger);
  const sent: string[] = [];
  let answer = { status: 403, scope: '' };
  const send = requests.counting(async (url) => {
    sent.push(url);
    const headers = new Headers({ 'x-ratelimit-scope': answer.scope });
    return strictDouble<ResponseLike>('ResponseLike', { status: answer.status, headers });
  });
  const ask = async (url = MESSAGES, method = 'POST') => send(url, { method });
  const answering = (status: number, scope = '') => {
    answer = { status, scope };
  };
  const refused = async (count: number) => {
    answering(403);
    for (let n = 0; n < count; n += 1) await ask(`${API}/channels/${n}/messages`);
    answering(200);
  };
  return { clock, metrics, logger, requests, sent, ask, answering, refused };
}

describe('the invalid requests', () => {
  it('the invalid requests are those with 401, 403 and 429, but for limits shared with others', async () => {
    const { metrics, requests, ask, answering } = setUp();
    for (const status of [200, 204, 400, 401, 403, 404, 429, 500]) {
      answering(status);
      await ask();
    }
    answering(429, 'shared');
    await ask();
    expect(metrics.calls).toEqual([401, 403, 429].map((status) => ['invalidRequest', status]));
    expect(requests.count).toBe(3);
  });

  it('the invalid requests of more than ten minutes ago no longer count', async () => {
    const { clock, requests, ask } = setUp();
    await ask();
    clock.advance(10 * 60_000 - 1);
    await ask();
    expect(requests.count).toBe(2);
    clock.advance(1);
    expect(requests.count).toBe(1);
  });

  it('after a thousand invalid requests, what was refused is held back, and everything else is sent', async () => {
    const { clock, metrics, logger, sent, ask, refused } = setUp();
    await ask();
    await refused(999);
    expect(logger.messages('error')).toHaveLength(1);
    await expect(ask()).rejects.toMatchObject({ code: 'discord.held_back', retryable: true });
    expect(metrics.calls.at(-1)).toEqual(['requestHeldBack']);
    await ask(OTHER);
    await ask(MESSAGES, 'GET');
    expect(sent.slice(-2)).toEqual([OTHER, MESSAGES]);
    clock.advance(10 * 60_000);
    await ask();
    expect(sent.at(-1)).toBe(MESSAGES);
    expect(logger.messages('error')).toHaveLength(1);
  });

  it('after five thousand invalid requests, only answers to clicks are sent', async () => {
    const { sent, ask, refused } = setUp();
    await refused(5_000);
    await expect(ask(OTHER)).rejects.toMatchObject({ code: 'discord.held_back' });
    await ask(ANSWER);
    expect(sent.at(-1)).toBe(ANSWER);
  });
});
