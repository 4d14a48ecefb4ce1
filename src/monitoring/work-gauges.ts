import { injectable } from 'tsyringe';

import { DutyGauges } from './duty-gauges.js';
import { QueueGauges } from './queue-gauges.js';

/** What the process is at work on. */
@injectable()
export class WorkGauges {
  constructor(
    private readonly queue: QueueGauges,
    private readonly duties: DutyGauges,
  ) {}

  /** Registers the gauges, once. */
  register(): void {
    this.queue.register();
    this.duties.register();
  }
}
