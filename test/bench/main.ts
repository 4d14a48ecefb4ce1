import 'reflect-metadata';
import { BENCHES } from './benches.js';

/**
 * Runs the benches that are named, or all; with `--small` only to see that they run. Each compares
 * within one run; read ratios, not times.
 */
const args = process.argv.slice(2);
const isSmall = args.includes('--small');
const names = args.filter((arg) => arg !== '--small');
const unknown = names.filter((name) => !Object.hasOwn(BENCHES, name));
if (unknown.length > 0) {
  process.stderr.write(
    `There is no bench ${unknown.join(', ')}; there are ${Object.keys(BENCHES).join(', ')}.\n`,
  );
  process.exit(1);
}
for (const [name, load] of Object.entries(BENCHES)) {
  if (names.length > 0 && !names.includes(name)) continue;
  const bench = await load();
  await bench({ isSmall });
}
