import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import type { Client } from 'discordx';

import { CommandRegistration } from '../../../src/bot/commands/command-registration.js';
import type { Duties } from '../../../src/persistence/duties.js';
import { RecordingLogger } from '../../support/recording-logger.js';
import { strictDouble } from '../../support/strict-double.js';

beforeEach(() => void jest.useFakeTimers());
afterEach(() => void jest.useRealTimers());

/** @param fetched what Discord answers when it is asked for its commands. */
function setUp(fetched: () => Promise<Map<string, never>>) {
  const duty = { isFree: true, released: 0 };
  const duties = strictDouble<Duties>('Duties', {
    hold: async (name) =>
      duty.isFree
        ? {
            name,
            lost: new AbortController().signal,
            release: async () => void (duty.released += 1),
          }
        : null,
  });
  const fetch = jest.fn(fetched);
  const application = {
    fetch: async () => ({ integrationTypesConfig: null }),
    commands: { fetch },
  };
  const client = { application, applicationCommands: [] };
  const logger = new RecordingLogger();
  const registration = new CommandRegistration(client as unknown as Client, duties, logger);
  return { duty, fetch, logger, registration };
}

const none = async () => Object.assign(new Map<string, never>(), { filter: () => new Map() });

describe('the registration of commands', () => {
  it('the registration of commands is over when the start goes on, and another process may follow', async () => {
    const { registration, fetch, duty } = setUp(none);
    await registration.start();
    expect([fetch.mock.calls.length, duty.released]).toEqual([1, 1]);
    await registration.stop();
  });

  it('the registration of commands keeps no start waiting for another process, and follows it', async () => {
    const { registration, fetch, duty } = setUp(none);
    duty.isFree = false;
    await registration.start();
    expect(fetch).not.toHaveBeenCalled();
    duty.isFree = true;
    await jest.advanceTimersByTimeAsync(10_000);
    expect([fetch.mock.calls.length, duty.released]).toEqual([1, 1]);
    await registration.stop();
    expect(jest.getTimerCount()).toBe(0);
  });

  it('the registration of commands may fail, which is logged and keeps no start from going on', async () => {
    const { registration, logger, duty } = setUp(() => Promise.reject(new Error('HTTP 500')));
    await registration.start();
    expect(logger.messages('error')).toEqual(['Slash commands could not be registered']);
    expect(duty.released).toBe(1);
  });

  it('the registration of commands keeps no stop waiting for an answer of Discord', async () => {
    const { registration, logger, duty } = setUp(() => new Promise(() => undefined));
    const started = registration.start();
    await jest.advanceTimersByTimeAsync(0);
    await registration.stop();
    await started;
    expect([logger.lines, duty.released]).toEqual([[], 1]);
  });
});
