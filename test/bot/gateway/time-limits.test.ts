import { afterEach, beforeEach, expect, it, jest } from '@jest/globals';
import type { RESTOptions } from 'discord.js';

import { limitedByBodySize, timeLimitMs } from '../../../src/bot/gateway/time-limits.js';
import { rejectionOf } from '../../support/rejection-of.js';

type Request = RESTOptions['makeRequest'];

const MEGABYTE = 1_000_000;

beforeEach(() => void jest.useFakeTimers());
afterEach(() => void jest.useRealTimers());

/** A request that ends only when it is aborted. */
const endless: Request = (_url, { signal }) =>
  new Promise((_resolve, reject) => {
    signal?.addEventListener('abort', () => reject(signal.reason as Error));
  });

it('a picture has the time that its way over a slow line takes, beside another one', () => {
  expect(timeLimitMs(0)).toBe(15_000);
  expect(timeLimitMs(3.2 * MEGABYTE)).toBe(15_000 + 100_000);
});

it('an upload that takes longer than its size explains is given up with an error that is not repeated', async () => {
  const { makeRequest } = limitedByBodySize(endless);
  const body = Buffer.alloc(64_000);
  const signal = new AbortController().signal;
  const ended = rejectionOf(makeRequest('https://discord.test', { body, signal }));
  await jest.advanceTimersByTimeAsync(17_000);
  expect(await ended).toMatchObject({ name: 'UploadTooSlow' });
});

it('an upload is not given up before that', async () => {
  let answer: (() => void) | undefined;
  const slow: Request = (_url, { signal }) =>
    new Promise((resolve, reject) => {
      signal?.addEventListener('abort', () => reject(signal.reason as Error));
      answer = () => resolve(new Response());
    });
  const { makeRequest } = limitedByBodySize(slow);
  const body = Buffer.alloc(64_000);
  const answered = makeRequest('https://discord.test', { body });
  await jest.advanceTimersByTimeAsync(16_900);
  answer?.();
  expect(await answered).toMatchObject({ status: 200 });
});

it('a request without files that takes too long ends as discord.js expects it, which repeats it', async () => {
  const { makeRequest } = limitedByBodySize(endless);
  const ended = rejectionOf(makeRequest('https://discord.test', { body: '{}' }));
  await jest.advanceTimersByTimeAsync(15_001);
  expect(await ended).toMatchObject({ name: 'AbortError' });
});

it('a request ends when discord.js gives it up', async () => {
  const { makeRequest } = limitedByBodySize(endless);
  const stop = new AbortController();
  const ended = rejectionOf(makeRequest('https://discord.test', { signal: stop.signal }));
  stop.abort();
  expect(await ended).toMatchObject({ name: 'AbortError' });
});
