import type { Metrics } from '../platform/metrics.js';
import type { Cleanup } from '../maintenance/retention/cleanup.js';
import { withMethods } from './with-methods.js';

/** The cleanup, which also counts what each run removed, and failed runs. */
export function measuredCleanup(cleanup: Cleanup, metrics: Metrics): Cleanup {
  return withMethods(cleanup, {
    run: async (request) => {
      try {
        const report = await cleanup.run(request);
        const { interactions, imageBytes, orphans, orphanBytes } = report;
        metrics.cleanedUp({ interactions, orphans, bytes: imageBytes + orphanBytes });
        return report;
      } catch (error) {
        // A stopped cleanup is not a failure.
        if (!request.signal.aborted) metrics.cleanedUp(null);
        throw error;
      }
    },
  });
}
