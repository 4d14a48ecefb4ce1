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

/**
 * The same with one value for each value of a label, all of which are read anew: what is gone is
 * not told any more.
 */
export function readLabelledGauge(
  registry: Registry,
  name: string,
  help: string,
  label: string,
  read: () => readonly (readonly [labelValue: string, value: number])[],
): void {
  const gauge: Gauge = new Gauge({
    name: `nanobanana_${name}`,
    help,
    labelNames: [label],
    registers: [registry],
    collect: () => {
      gauge.reset();
      for (const [labelValue, value] of read()) gauge.set({ [label]: labelValue }, value);
    },
  });
}
