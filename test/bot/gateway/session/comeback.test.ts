import { EventEmitter } from 'node:events';

import { describe, expect, it } from '@jest/globals';
import type { Client } from 'discordx';

import type { CatchUp } from '../../../../src/bot/gateway/catch-up/catch-up.js';
import type { UnfinishedRequests } from '../../../../src/bot/intake/unfinished-requests.js';
import { Comeback } from '../../../../src/bot/gateway/session/comeback.js';
import type { MissedEvents } from '../../../../src/bot/gateway/session/missed-events.js';
import type { SessionKeeper } from '../../../../src/bot/gateway/session/session-keeper.js';
import { gate } from '../../../support/gate.js';
import { RecordingLogger } from '../../../support/recording-logger.js';
import { strictDouble } from '../../../support/strict-double.js';

/** All that does not wait for anything is done. */
const settled = () => new Promise(setImmediate);

interface Told {
  readonly since?: string | null;
  readonly isOn?: boolean;
  readonly run?: (signal: AbortSignal) => Promise<boolean>;
  readonly handOver?: () => Promise<void>;
}

function setUp({ since = null, isOn = true, run = async () => true, handOver }: Told = {}) {
  const done: string[] = [];
  let owed: string | null = null;
  let tellGap: ((id: string) => void) | undefined;
  const missed = strictDouble<MissedEvents>('MissedEvents', {
    collect: async (token) => void done.push(`collect with ${token}`),
    handOver: async () => {
      await handOver?.();
      done.push('hand over');
      return since;
    },
    close: () => void done.push('close'),
  });
  const unfinished = strictDouble<UnfinishedRequests>('UnfinishedRequests', {
    collect: async () => void done.push('collect unfinished'),
    finish: async () => void done.push('finish'),
  });
  const keeper = strictDouble<SessionKeeper>('SessionKeeper', {
    follow: (_client, onGap) => {
      tellGap = onGap;
    },
    get catchUpSince() {
      return owed;
    },
    owe: (id) => {
      done.push(`owe ${id}`);
      owed = id;
    },
    caughtUp: (id) => {
      done.push(`caught up ${id}`);
      owed = null;
    },
    start: async () => void done.push('store'),
    stop: async () => void done.push('store at last'),
  });
  const catchUp = strictDouble<CatchUp>('CatchUp', {
    isOn,
    run: async (id, signal) => {
      done.push(`read back ${id}`);
      return run(signal);
    },
  });
  const logger = new RecordingLogger();
  const comeback = new Comeback(missed, unfinished, keeper, catchUp, logger);
  const client = new EventEmitter();
  const begin = () => comeback.begin(client as unknown as Client, 'a-token');
  return { comeback, client, begin, done, logger, gap: (id: string) => tellGap?.(id) };
}

describe('coming back', () => {
  it('stores the new sessions only after what the former ones missed was handled', async () => {
    const { comeback, begin, done, logger } = setUp();
    await begin();
    comeback.goOn();
    await settled();
    expect(logger.messages('info')).toEqual(['Made up for what was missed']);
    expect(done).toEqual([
      'collect unfinished',
      'collect with a-token',
      'hand over',
      'store',
      'close',
      'finish',
    ]);
  });

  it('stores what has to be read back before it reads, and that it is done after', async () => {
    const { comeback, begin, done } = setUp({ since: '50' });
    await begin();
    comeback.goOn();
    await settled();
    expect(done.slice(2)).toEqual([
      'hand over',
      'owe 50',
      'store',
      'close',
      'finish',
      'read back 50',
      'caught up 50',
    ]);
  });

  it('still owes what could not be read back', async () => {
    const { comeback, begin, done } = setUp({ since: '50', run: async () => false });
    await begin();
    comeback.goOn();
    await settled();
    expect(done.at(-1)).toBe('read back 50');
  });

  it('owes nothing where reading back is switched off', async () => {
    const { comeback, begin, done } = setUp({ since: '50', isOn: false });
    await begin();
    comeback.goOn();
    await settled();
    expect(done.at(-1)).toBe('finish');
  });

  it('reads back, too, when a shard had to begin anew while the process lived', async () => {
    const { client, begin, done, gap } = setUp();
    await begin();
    gap('70');
    await settled();
    expect(done.slice(2)).toEqual(['owe 70']);
    client.emit('shardReady', 0);
    await settled();
    expect(done.slice(3)).toEqual(['read back 70', 'caught up 70']);
  });

  it('leaves the rest to the next start when it is stopped, and stores nothing as done', async () => {
    const { opened, open } = gate();
    const run = async (signal: AbortSignal) => {
      await opened;
      signal.throwIfAborted();
      return true;
    };
    const { comeback, begin, done, logger } = setUp({ since: '50', run });
    await begin();
    comeback.goOn();
    await settled();
    comeback.leave();
    open();
    await comeback.stop();
    expect(done.slice(-2)).toEqual(['read back 50', 'store at last']);
    expect(logger.lines.map(({ level }) => level)).toEqual(['info']);
  });

  it('is logged when it fails; the former sessions then stay stored', async () => {
    const { comeback, begin, done, logger } = setUp({
      handOver: () => Promise.reject(new Error('broken')),
    });
    await begin();
    comeback.goOn();
    await settled();
    expect(done).toEqual(['collect unfinished', 'collect with a-token']);
    expect(logger.messages('error')).toEqual(['What was missed could not be handled']);
  });
});
