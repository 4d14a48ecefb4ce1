import { GenerationRun } from '../../src/generation/run/generation-run.js';
import type { CountedMaker } from '../../src/generation/run/counted-maker.js';
import type { PictureMaker } from '../../src/generation/run/picture-maker.js';
import { RetryPolicy } from '../../src/generation/run/retry-policy.js';
import type { InteractionState } from '../../src/interactions/interaction-state.js';
import { FakeClock } from './fake-clock.js';
import { MemoryPersistence } from './memory-persistence.js';
import { RecordingLogger } from './recording-logger.js';
import { generation, INTERACTION_ID, interactionState, outputItem } from './states.js';
import { strictDouble } from './strict-double.js';

const REQUESTED = interactionState({ generation: generation() });

/** The run of one stored generation, with a maker that does what the test says. */
export function runUnderTest(
  make: PictureMaker['make'] = async () => outputItem(),
  state: InteractionState = REQUESTED,
) {
  const stored = new MemoryPersistence(state);
  const logger = new RecordingLogger();
  const clock = new FakeClock();
  const calls: Parameters<PictureMaker['make']>[] = [];
  /** The pictures of outputs that were thrown away. */
  const discarded: string[] = [];
  const maker = strictDouble<CountedMaker>('CountedMaker', {
    make: (...args) => {
      calls.push(args);
      return make(...args);
    },
    discard: async ({ image }) => void discarded.push(image.key),
  });
  const limits = { concurrency: 1, concurrencyPerPerson: 1, maxAttempts: 3 };
  const retries = new RetryPolicy(limits, clock);
  const run = new GenerationRun(stored.service, stored.leases, maker, retries, logger);
  const stop = new AbortController();
  const cancel = new AbortController();
  const attempt = (id = INTERACTION_ID) =>
    run.attempt(id, { cancelled: cancel.signal, stopping: stop.signal });
  /** An attempt after the lease of the worker that runs the generation has ended. */
  const takeOver = () => {
    stored.isLeaseOver = true;
    return attempt();
  };
  const statuses = () => stored.saved.map((each) => each.generation?.status);
  return {
    stored,
    logger,
    clock,
    calls,
    discarded,
    run,
    stop,
    cancel,
    attempt,
    takeOver,
    statuses,
  };
}
