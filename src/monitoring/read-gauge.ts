import { Gauge, type Registry } from 'prom-client';

/**
 * Adds a gauge `nanobanana_…` that calls `read` whenever the metrics are requested; `read` must not
 * throw.
 */
export function readGauge(
  registry: Registry,
  name: string,
  help: string,
  read: () => number | Promise<number>,
): void {
  const gauge: Gauge = new Gauge({
    name: `nanobanana_${name}`,
    help,
    registers: [registry],
    collect: async () => gauge.set(await read()),
  });
}
