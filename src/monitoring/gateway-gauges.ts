import { Registry } from 'prom-client';
import { inject, injectable } from 'tsyringe';

import { GATEWAY_STATE, type GatewayState, type ShardState } from './gateway-state.js';
import { readGauge, readLabelledGauge } from './read-gauge.js';

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
    this.ofShards('connected', '1 while the shard is connected, else 0.', (shard) =>
      shard.isConnected ? 1 : 0,
    );
    this.ofShards(
      'ping_seconds',
      'Round trip of a heartbeat of the shard; NaN before the first.',
      ({ pingMs }) => (pingMs === null ? Number.NaN : pingMs / 1000),
    );
    this.ofShards('servers', 'Servers that the shard serves.', ({ servers }) => servers);
    readGauge(
      registry,
      'standby',
      '1 while the process waits until it may serve, because another one has its shards or a backup is restored, else 0.',
      () => (gateway.isStandby ? 1 : 0),
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
  }

  private ofShards(name: string, help: string, read: (shard: ShardState) => number): void {
    readLabelledGauge(this.registry, `gateway_${name}`, help, 'shard', () =>
      this.gateway.shards.map((each) => [String(each.shard), read(each)]),
    );
  }
}
