import { GenerationRunner } from '../../src/generation/run/generation-runner.js';
import { GenerationSteps } from '../../src/generation/run/generation-steps.js';
import type { PictureMaker } from '../../src/generation/run/picture-maker.js';
import { RetryPolicy } from '../../src/generation/run/retry-policy.js';
import type { InteractionState } from '../../src/interactions/interaction-state.js';
import { FakeClock } from './fake-clock.js';
import { MemoryPersistence } from './memory-persistence.js';
import { RecordingLogger } from './recording-logger.js';
import { RecordingMetrics } from './recording-metrics.js';
import { generation, INTERACTION_ID, interactionState, outputItem } from './states.js';
import { strictDouble } from './strict-double.js';

const REQUESTED = interactionState({ generation: generation() });

/** A runner over one stored generation, with a maker that does what the test says. */
export function runnerUnderTest(
  make: PictureMaker['make'] = async () => outputItem(),
  state: InteractionState = REQUESTED,
) {
  const stored = new MemoryPersistence(state);
  const logger = new RecordingLogger();
  const clock = new FakeClock();
  const metrics = new RecordingMetrics();
  const calls: Parameters<PictureMaker['make']>[] = [];
  const maker = strictDouble<PictureMaker>('PictureMaker', {
    make: (...args) => {
      calls.push(args);
      return make(...args);
    },
  });
  const steps = new GenerationSteps(stored.service, stored.leases, clock, logger, metrics);
  const retries = new RetryPolicy({ concurrency: 1, concurrencyPerPerson: 1, maxAttempts: 3 });
  const runner = new GenerationRunner(steps, maker, retries, clock, logger);
  const stop = new AbortController();
  const cancel = new AbortController();
  const run = (takeOver = false, id = INTERACTION_ID) =>
    runner.run(id, { takeOver, cancelled: cancel.signal, stopping: stop.signal });
  const statuses = () => stored.saved.map((each) => each.generation?.status);
  return { stored, logger, metrics, clock, calls, runner, stop, cancel, run, statuses };
}
