import { collectDefaultMetrics, Gauge, Registry } from 'prom-client';
import { injectable } from 'tsyringe';

import { VERSION } from '../platform/version.js';
import { GatewayGauges } from './gateway-gauges.js';
import { QueueGauges } from './queue-gauges.js';
import { StoreGauges } from './store-gauges.js';

/** Everything that is read at the moment somebody asks: of the bot, of Node and of the process. */
@injectable()
export class StateGauges {
  constructor(
    private readonly registry: Registry,
    private readonly gateway: GatewayGauges,
    private readonly queue: QueueGauges,
    private readonly store: StoreGauges,
  ) {}

  /** Adds all to the registry, once. */
  register(): void {
    const registers = [this.registry];
    const labelNames = ['version'];
    const help = 'Always 1; the label says which version runs.';
    new Gauge({ name: 'nanobanana_info', help, labelNames, registers }).set(
      { version: VERSION },
      1,
    );
    this.gateway.register();
    this.queue.register();
    this.store.register();
    // The delay of the event loop, memory, processor time, garbage collection, open files.
    collectDefaultMetrics({ register: this.registry });
  }
}
