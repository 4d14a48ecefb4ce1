import type { BenchSize } from './bench.js';
import { report } from './report.js';
import { clickFigures } from './scale-clicks.js';
import { fairnessFigures, queueFigures } from './scale-queue.js';

/** What more than one machine's worth of people costs: databases, processes, and a long queue. */
export async function scaleBench(size: BenchSize): Promise<void> {
  report('Scale', [
    ...(await clickFigures(size)),
    ...fairnessFigures(size),
    ...(await queueFigures(size)),
  ]);
}
