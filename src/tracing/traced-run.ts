import type { GenerationRun } from '../generation/run/generation-run.js';
import { withMethods } from '../monitoring/with-methods.js';
import type { Tracing } from '../platform/tracing.js';
import type { GenerationTraces } from './generation-traces.js';
import { ATTEMPT_RESULT, ERROR_TYPE, INTERACTION_ID } from './names.js';

/** The run of generations, in whose traces each attempt, and the wait for it, is a step. */
export function tracedRun(
  run: GenerationRun,
  traces: GenerationTraces,
  tracing: Tracing,
): GenerationRun {
  return withMethods(run, {
    attempt: async (interactionId, options) => {
      traces.begun(interactionId);
      return tracing.from(
        traces.placeOf(interactionId),
        { name: 'generation.attempt', attributes: { [INTERACTION_ID]: interactionId } },
        async (describe) => {
          traces.attempted(interactionId);
          const result = await run.attempt(interactionId, options);
          const code = result.kind === 'retry' ? result.code : null;
          describe({ [ATTEMPT_RESULT]: result.kind, [ERROR_TYPE]: code });
          return result;
        },
      );
    },
  });
}
