import { startPostgres } from '../support/postgres/program-server.js';
import { besides, queryPostgres } from '../support/postgres/server.js';
import type { BenchSize } from './bench.js';
import { report } from './report.js';
import { clickFigures } from './scale-clicks.js';
import { identifyFigures } from './scale-identify.js';
import { fairnessFigures, queueFigures } from './scale-queue.js';

/** What more than one machine's worth of people costs: databases, processes, and a long queue. */
export async function scaleBench(size: BenchSize): Promise<void> {
  // As durable as SQLite.
  process.env['POSTGRES_DURABLE'] = 'true';
  const { url } = await startPostgres();
  const database = async (name: string) => {
    await queryPostgres(url, `CREATE DATABASE ${name}`);
    return besides(url, name);
  };
  const [one, shared, many] = [
    await database('one'),
    await database('shared'),
    await database('many'),
  ];
  report('Scale', [
    ...(await clickFigures({ one, shared }, size)),
    ...fairnessFigures(size),
    ...(await queueFigures(size)),
    ...(await identifyFigures(many, size)),
  ]);
}
