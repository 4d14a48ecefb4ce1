import { EventEmitter } from 'node:events';

import { describe, expect, it, jest } from '@jest/globals';
import type { Client } from 'discordx';

import type { CatchUp } from '../../../../src/bot/gateway/catch-up/catch-up.js';
import type { Unfinished } from '../../../../src/bot/gateway/session/unfinished.js';
import { SessionRecovery } from '../../../../src/bot/gateway/session/session-recovery.js';
import type { FormerProcess } from '../../../../src/bot/gateway/shards/shard-handover.js';
import type { MissedEvents } from '../../../../src/bot/gateway/session/missed-events.js';
import type { SessionCheckpoint } from '../../../../src/bot/gateway/session/session-checkpoint.js';
import { gate } from '../../../support/gate.js';
import { unavailable } from '../../../support/generation-doubles.js';
import { RecordingLogger } from '../../../support/recording-logger.js';
import { strictDouble } from '../../../support/strict-double.js';

/** All that does not wait for anything is done. */
const settled = () => new Promise(setImmediate);

interface Told {
  readonly since?: string | null;
  readonly isOn?: boolean;
  readonly run?: (signal: AbortSignal) => Promise<boolean>;
  readonly handOver?: () => Promise<void>;
  readonly store?: () => Promise<void>;
}

function setUp({ since = null, isOn = true, run = async () => true, handOver, store }: Told = {}) {
  const done: string[] = [];
  let owed: string | null = null;
  let tellGap: ((id: string) => void) | undefined;
  let tellLoss: ((id: string, shardId: number) => void) | undefined;
  const missed = strictDouble<MissedEvents>('MissedEvents', {
    collect: async (token) => void done.push(`collect with ${token}`),
    handOver: async () => {
      await handOver?.();
      done.push('hand over');
      return since;
    },
    close: () => void done.push('close'),
  });
  const unfinished = strictDouble<Unfinished>('Unfinished', {
    collect: async () => void done.push('collect unfinished'),
    finish: async () => void done.push('finish'),
  });
  const checkpoint = strictDouble<SessionCheckpoint>('SessionCheckpoint', {
    follow: (_client, onGap, onLoss) => {
      tellGap = onGap;
      tellLoss = onLoss;
    },
    get catchUpSince() {
      return owed;
    },
    requestCatchUp: (id) => {
      done.push(`requestCatchUp ${id}`);
      owed = id;
    },
    completeCatchUp: (id) => {
      done.push(`caught up ${id}`);
      owed = null;
    },
    start: async () => {
      done.push('store');
      await store?.();
    },
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
  const recovery = new SessionRecovery(missed, unfinished, checkpoint, catchUp, logger);
  const client = new EventEmitter();
  const renew = async (shardId: number) => void done.push(`renew ${shardId}`);
  const begin = (former: FormerProcess | null = null) =>
    recovery.start(client as unknown as Client, 'a-token', renew, former);
  const gap = (id: string) => tellGap?.(id);
  const loss = (id: string, shardId: number) => tellLoss?.(id, shardId);
  return { recovery, client, begin, done, logger, gap, loss };
}

describe('the session recovery', () => {
  it('the session recovery leaves the session of a former process alone until that one has ended', async () => {
    const { recovery, begin, done } = setUp();
    const end = gate();
    await begin({ ended: async () => end.opened });
    recovery.recover();
    await settled();
    expect(done).toEqual([]);
    end.open();
    await settled();
    expect(done.slice(0, 3)).toEqual(['collect unfinished', 'collect with a-token', 'hand over']);
  });

  it('the session recovery stores the new sessions only after what the former ones missed was handled', async () => {
    const { recovery, begin, done, logger } = setUp();
    await begin();
    recovery.recover();
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

  it('the session recovery stores what has to be read back before it reads, and that it is done after', async () => {
    const { recovery, begin, done } = setUp({ since: '50' });
    await begin();
    recovery.recover();
    await settled();
    expect(done.slice(2)).toEqual([
      'hand over',
      'requestCatchUp 50',
      'store',
      'close',
      'finish',
      'read back 50',
      'caught up 50',
    ]);
  });

  it('the session recovery still owes what could not be read back', async () => {
    const { recovery, begin, done } = setUp({ since: '50', run: async () => false });
    await begin();
    recovery.recover();
    await settled();
    expect(done.at(-1)).toBe('read back 50');
  });

  it('the session recovery owes nothing where reading back is switched off', async () => {
    const { recovery, begin, done } = setUp({ since: '50', isOn: false });
    await begin();
    recovery.recover();
    await settled();
    expect(done.at(-1)).toBe('finish');
  });

  it('the session recovery reads back, too, when a shard had to begin anew while the process lived', async () => {
    const { client, begin, done, gap } = setUp();
    await begin();
    gap('70');
    await settled();
    expect(done.slice(2)).toEqual(['requestCatchUp 70']);
    client.emit('shardReady', 0);
    await settled();
    expect(done.slice(3)).toEqual(['read back 70', 'caught up 70']);
  });

  it('the session recovery asks for a new session where a resumed one lost something, to know what to read back', async () => {
    const { begin, done, logger, loss } = setUp();
    await begin();
    loss('70', 2);
    await settled();
    expect(done.slice(2)).toEqual(['requestCatchUp 70', 'renew 2']);
    expect(logger.messages('warn')).toEqual(['Discord did not replay everything that was missed']);
  });

  it('the session recovery keeps a session that lost something where reading back is switched off', async () => {
    const { begin, done, loss } = setUp({ isOn: false });
    await begin();
    loss('70', 2);
    await settled();
    expect(done.slice(2)).toEqual([]);
  });

  it('the session recovery leaves the rest to the next start when it is stopped, and stores nothing as done', async () => {
    const { opened, open } = gate();
    const run = async (signal: AbortSignal) => {
      await opened;
      signal.throwIfAborted();
      return true;
    };
    const { recovery, begin, done, logger } = setUp({ since: '50', run });
    await begin();
    recovery.recover();
    await settled();
    recovery.abort();
    open();
    await recovery.stop();
    expect(done.slice(-2)).toEqual(['read back 50', 'store at last']);
    expect(logger.lines.map(({ level }) => level)).toEqual(['info']);
  });

  it('the session recovery is logged when it fails; the former sessions then stay stored', async () => {
    const { recovery, begin, done, logger } = setUp({
      handOver: () => Promise.reject(new Error('broken')),
    });
    await begin();
    recovery.recover();
    await settled();
    expect(done).toEqual(['collect unfinished', 'collect with a-token']);
    expect(logger.messages('error')).toEqual(['What was missed could not be handled']);
  });

  it('the session recovery goes on when the storage is back that was away for a step of it', async () => {
    jest.useFakeTimers({ doNotFake: ['setImmediate', 'nextTick', 'queueMicrotask'] });
    const away = { collect: true, store: true, run: true };
    const failOnce = (step: keyof typeof away) => {
      if (!away[step]) return;
      away[step] = false;
      throw unavailable();
    };
    const { recovery, begin, done, logger } = setUp({
      since: '50',
      store: async () => failOnce('store'),
      run: async () => {
        failOnce('run');
        return true;
      },
    });
    await begin({ ended: async () => failOnce('collect') });
    recovery.recover();
    await jest.advanceTimersByTimeAsync(10_000);
    jest.useRealTimers();
    expect(done).toEqual([
      'collect unfinished',
      'collect with a-token',
      'hand over',
      'requestCatchUp 50',
      'store',
      'store',
      'close',
      'finish',
      'read back 50',
      'read back 50',
      'caught up 50',
    ]);
    expect(logger.messages('info')).toEqual(['Made up for what was missed']);
  });
});
