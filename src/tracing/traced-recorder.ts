import type { OutputRecorder } from '../generation/run/output-recorder.js';
import { withMethods } from '../monitoring/with-methods.js';
import type { Tracing } from '../platform/tracing.js';

/** The recorder of outputs, in whose traces storing a picture is a step. */
export function tracedRecorder(recorder: OutputRecorder, tracing: Tracing): OutputRecorder {
  return withMethods(recorder, {
    record: (interactionId, generation, answer) =>
      tracing.within({ name: 'output.store' }, () =>
        recorder.record(interactionId, generation, answer),
      ),
  });
}
