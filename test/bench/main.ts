import 'reflect-metadata';
import { cleanupBench } from './cleanup-bench.js';
import { clicksBench } from './clicks-bench.js';
import { persistenceBench } from './persistence-bench.js';
import { queueBench } from './queue-bench.js';
import { startBench } from './start-bench.js';
import { storageBench } from './storage-bench.js';

const BENCHES: Readonly<Record<string, () => Promise<void>>> = {
  persistence: persistenceBench,
  queue: queueBench,
  start: startBench,
  storage: storageBench,
  cleanup: cleanupBench,
  clicks: clicksBench,
};

/** Runs the benches that are named, or all. Each compares within one run; read ratios, not times. */
const names = process.argv.slice(2);
const unknown = names.filter((name) => !Object.hasOwn(BENCHES, name));
if (unknown.length > 0) {
  process.stderr.write(
    `There is no bench ${unknown.join(', ')}; there are ${Object.keys(BENCHES).join(', ')}.\n`,
  );
  process.exit(1);
}
for (const [name, bench] of Object.entries(BENCHES)) {
  if (names.length === 0 || names.includes(name)) await bench();
}
