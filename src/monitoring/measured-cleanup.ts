import type { Metrics } from '../platform/metrics.js';
import type { Cleanup } from '../maintenance/retention/cleanup.js';
import { withMethods } from './with-methods.js';

/** The cleanup, counting what each run removed, and those that failed. */
export function measuredCleanup(cleanup: Cleanup, metrics: Metrics): Cleanup {
  return withMethods(cleanup, {
    run: async (request) => {
      try {
        const report = await cleanup.run(request);
        const { interactions, imageBytes, orphans, orphanBytes } = report;
        metrics.cleanedUp({ interactions, orphans, bytes: imageBytes + orphanBytes });
        return report;
      } catch (error) {
        // A stop in between is no failure.
        if (!request.signal.aborted) metrics.cleanedUp(null);
        throw error;
      }
    },
  });
}
