import { inject, injectable } from 'tsyringe';

import { CLOCK, type Clock } from '../platform/clock.js';
import { IMAGE_STORE, type ImageStore } from '../persistence/images/image-store.js';
import { UnusedInteractions } from '../persistence/unused-interactions.js';
import { METRICS, type Metrics } from '../platform/metrics.js';
import {
  Cleanup,
  type CleanupReport,
  type CleanupRequest,
} from '../maintenance/retention/cleanup.js';
import { OrphanSweep } from '../maintenance/retention/orphan-sweep.js';

/** The cleanup, counting what each run removed, and those that failed. */
@injectable()
export class MeasuredCleanup extends Cleanup {
  constructor(
    unused: UnusedInteractions,
    sweep: OrphanSweep,
    @inject(IMAGE_STORE) images: ImageStore,
    @inject(CLOCK) clock: Clock,
    @inject(METRICS) private readonly metrics: Metrics,
  ) {
    super(unused, sweep, images, clock);
  }

  override async run(request: CleanupRequest): Promise<CleanupReport> {
    try {
      const report = await super.run(request);
      const { interactions, imageBytes, orphans, orphanBytes } = report;
      this.metrics.cleanedUp({ interactions, orphans, bytes: imageBytes + orphanBytes });
      return report;
    } catch (error) {
      // A stop in between is no failure.
      if (!request.signal.aborted) this.metrics.cleanedUp(null);
      throw error;
    }
  }
}
