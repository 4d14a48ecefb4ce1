import type { Metrics } from '../platform/metrics.js';
import type { GenerationRun } from '../generation/run/generation-run.js';
import { withMethods } from './with-methods.js';

/** The run of generations, which also counts attempts that are repeated. */
export function measuredRun(run: GenerationRun, metrics: Metrics): GenerationRun {
  return withMethods(run, {
    attempt: async (interactionId, options) => {
      const result = await run.attempt(interactionId, options);
      if (result.kind === 'retry') metrics.generationRetried(result.code);
      return result;
    },
  });
}
