import type { BotProcess } from '../../src/playground/walk/bot-process.js';
import type { E2eProcesses } from './e2e-processes.js';
import { queryPostgres } from './postgres/server.js';
import { until } from './e2e-watching.js';

/** The moment in which two processes serve the same shards, for as long as a test wants. */
export interface Overlap {
  readonly former: BotProcess;
  readonly next: BotProcess;
  /** Lets the former process know that the next one answers. */
  readonly end: () => Promise<void>;
}

/** No process can say that it is ready. */
const HOLD = `CREATE FUNCTION hold() RETURNS trigger LANGUAGE plpgsql AS
  'BEGIN NEW.ready_at := NULL; RETURN NEW; END';
CREATE TRIGGER hold BEFORE UPDATE OF ready_at ON duties FOR EACH ROW EXECUTE FUNCTION hold()`;

/** Starts a process, and one that waits for its shards. */
export async function startStandby(
  processes: E2eProcesses,
  shards: string,
): Promise<Pick<Overlap, 'former' | 'next'>> {
  // Longer than any test: the former process waits until the next one answers.
  const more = { SHUTDOWN_GRACE_SECONDS: '600' };
  const former = await processes.start(shards, null, more);
  const next = processes.spawn(shards, null, more);
  await until(async () => {
    const sql = 'SELECT name FROM duties WHERE successor IS NOT NULL';
    return (await queryPostgres(processes.databaseUrl, sql))[0];
  });
  return { former, next };
}

/** Tells a process to stop while another one waits for its shards, and holds the moment. */
export async function startOverlap(processes: E2eProcesses, shards: string): Promise<Overlap> {
  const { databaseUrl } = processes;
  const { former, next } = await startStandby(processes, shards);
  await queryPostgres(databaseUrl, HOLD);
  former.signal('SIGTERM');
  await next.ready();
  const end = async () => {
    await queryPostgres(databaseUrl, 'DROP TRIGGER hold ON duties');
    await queryPostgres(
      databaseUrl,
      "UPDATE duties SET ready_at = held_since WHERE name LIKE 'shard %'",
    );
  };
  return { former, next, end };
}
