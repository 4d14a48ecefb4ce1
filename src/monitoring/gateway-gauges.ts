import { Registry } from 'prom-client';
import { inject, injectable } from 'tsyringe';

import { GATEWAY_STATE, type GatewayState } from './gateway-state.js';
import { readGauge } from './read-gauge.js';

/** The current state of the connection to Discord. */
@injectable()
export class GatewayGauges {
  constructor(
    private readonly registry: Registry,
    @inject(GATEWAY_STATE) private readonly gateway: GatewayState,
  ) {}

  /** Registers the gauges, once. */
  register(): void {
    const { registry, gateway } = this;
    readGauge(registry, 'gateway_connected', '1 while every shard is connected, else 0.', () =>
      gateway.isConnected ? 1 : 0,
    );
    readGauge(
      registry,
      'gateway_ping_seconds',
      'Round trip of a heartbeat, the longest of all shards; NaN before the first.',
      () => (gateway.pingMs === null ? Number.NaN : gateway.pingMs / 1000),
    );
    readGauge(
      registry,
      'gateway_waits_for_starts',
      '1 while the bot waits because few of Discord’s starts of today are left, else 0.',
      () => (gateway.waitingUntilMs === null ? 0 : 1),
    );
    readGauge(
      registry,
      'gateway_intent_refused',
      '1 while Discord refuses the message content intent that is asked for, else 0.',
      () => (gateway.isIntentRefused ? 1 : 0),
    );
    readGauge(registry, 'gateway_servers', 'Servers that the bot is in.', () => gateway.servers);
  }
}
