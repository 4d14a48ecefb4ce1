import { collectDefaultMetrics, Gauge, Registry } from 'prom-client';
import { injectable } from 'tsyringe';

import { VERSION } from '../platform/version.js';
import { GatewayGauges } from './gateway-gauges.js';
import { SpendingGauges } from './spending-gauges.js';
import { StoreGauges } from './store-gauges.js';
import { WorkGauges } from './work-gauges.js';

/**
 * All gauges that are read when the metrics are requested: of the bot, of Node and of the process.
 */
@injectable()
export class StateGauges {
  constructor(
    private readonly registry: Registry,
    private readonly gateway: GatewayGauges,
    private readonly work: WorkGauges,
    private readonly store: StoreGauges,
    private readonly spending: SpendingGauges,
  ) {}

  /** Registers all gauges, once. */
  register(): void {
    const registers = [this.registry];
    const labelNames = ['version'];
    const help = 'Always 1; the label says which version runs.';
    new Gauge({ name: 'nanobanana_info', help, labelNames, registers }).set(
      { version: VERSION },
      1,
    );
    this.gateway.register();
    this.work.register();
    this.store.register();
    this.spending.register();
    // Event loop delay, memory, processor time, garbage collection, open files.
    collectDefaultMetrics({ register: this.registry });
  }
}
