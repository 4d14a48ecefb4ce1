import { describe, expect, it } from '@jest/globals';

import { GenerationQueue } from '../../src/generation/generation-queue.js';
import type { GenerationRunner, RunOptions } from '../../src/generation/generation-runner.js';
import type { PersistenceService } from '../../src/persistence/persistence-service.js';
import { gate, type Gate } from '../support/gate.js';
import { RecordingLogger } from '../support/recording-logger.js';
import { strictDouble } from '../support/strict-double.js';

/** A run that has begun, and the gate that lets it end. */
interface Run extends RunOptions {
  readonly id: string;
  readonly gate: Gate;
}

function setUp({ concurrency = 2, underWay = [] as string[], fails = false } = {}) {
  const runs: Run[] = [];
  const ended: string[] = [];
  const logger = new RecordingLogger();
  const runner = strictDouble<GenerationRunner>('GenerationRunner', {
    run: async (id, options) => {
      const run = { id, ...options, gate: gate() };
      runs.push(run);
      options.signal.addEventListener('abort', run.gate.open);
      await run.gate.opened;
      options.signal.throwIfAborted();
      if (fails) throw new Error('broken');
      ended.push(id);
    },
  });
  const persistence = strictDouble<PersistenceService>('PersistenceService', {
    idsUnderWay: async () => underWay,
  });
  const queue = new GenerationQueue(runner, persistence, concurrency, logger);
  const begun = () => runs.map(({ id }) => id);
  return { queue, runs, begun, ended, logger };
}

/** Lets everything happen that waits for nothing but its turn. */
async function settled(): Promise<void> {
  for (let n = 0; n < 20; n += 1) await Promise.resolve();
}

describe('the queue of generations', () => {
  it('runs a generation that is woken, and takes it from nobody', async () => {
    const { queue, runs } = setUp();
    queue.wake('one');
    await settled();
    expect(runs).toMatchObject([{ id: 'one', takeOver: false }]);
    expect(runs[0]?.signal.aborted).toBe(false);
    await queue.stop();
  });

  it('runs no more at once than it may, and the rest in order', async () => {
    const { queue, runs, begun, ended } = setUp({ concurrency: 2 });
    for (const id of ['one', 'two', 'three', 'four']) queue.wake(id);
    await settled();
    expect(begun()).toEqual(['one', 'two']);
    runs[1]?.gate.open();
    await settled();
    expect(begun()).toEqual(['one', 'two', 'three']);
    runs[0]?.gate.open();
    runs[2]?.gate.open();
    await settled();
    runs[3]?.gate.open();
    await settled();
    expect(ended.toSorted()).toEqual(['four', 'one', 'three', 'two']);
  });

  it('goes on after a start with all that was under way, and takes it over', async () => {
    const { queue, runs, logger } = setUp({ underWay: ['one', 'two'] });
    await queue.resume();
    await settled();
    expect(runs).toMatchObject([
      { id: 'one', takeOver: true },
      { id: 'two', takeOver: true },
    ]);
    expect(logger.lines).toEqual([
      { level: 'info', fields: { generations: 2 }, message: 'Resuming generations' },
    ]);
    await queue.stop();
  });

  it('has nothing to do or to say after a start with nothing under way', async () => {
    const { queue, begun, logger } = setUp();
    await queue.resume();
    await settled();
    expect(begun()).toEqual([]);
    expect(logger.lines).toEqual([]);
  });

  it('logs a generation that cannot be run, and goes on with the next', async () => {
    const { queue, runs, begun, logger } = setUp({ concurrency: 1, fails: true });
    queue.wake('one');
    queue.wake('two');
    await settled();
    runs[0]?.gate.open();
    await settled();
    expect(begun()).toEqual(['one', 'two']);
    expect(logger.lines).toEqual([
      {
        level: 'error',
        fields: { interactionId: 'one', err: new Error('broken') },
        message: 'Generation could not be run',
      },
    ]);
    await queue.stop();
  });

  it('aborts what runs and begins nothing more when the process stops', async () => {
    const { queue, runs, begun, ended, logger } = setUp({ concurrency: 1 });
    queue.wake('one');
    queue.wake('two');
    await settled();
    await queue.stop();
    expect(runs[0]?.signal.aborted).toBe(true);
    queue.wake('three');
    await settled();
    expect(begun()).toEqual(['one']);
    expect(ended).toEqual([]);
    expect(logger.messages('info')).toEqual(['Generation left for later']);
    expect(logger.messages('error')).toEqual([]);
  });
});
