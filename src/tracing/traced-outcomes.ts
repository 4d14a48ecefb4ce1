import type { OutcomeDelivery } from '../generation/outcome-delivery.js';
import { withMethods } from '../monitoring/with-methods.js';
import type { Tracing } from '../platform/tracing.js';
import type { GenerationTraces } from './generation-traces.js';
import { INTERACTION_ID } from './names.js';

/** The delivery of outcomes, which is the last step of a generation's trace, waiting included. */
export function tracedOutcomes(
  outcomes: OutcomeDelivery,
  traces: GenerationTraces,
  tracing: Tracing,
): OutcomeDelivery {
  return withMethods(outcomes, {
    deliver: (interactionId, signal) =>
      tracing.from(
        traces.placeOf(interactionId),
        { name: 'generation.deliver', attributes: { [INTERACTION_ID]: interactionId } },
        () => outcomes.deliver(interactionId, signal),
      ),
  });
}
