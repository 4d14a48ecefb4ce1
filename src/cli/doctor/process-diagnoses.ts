import type { StorageConfig } from '../../config/storage-config.js';
import { processesOf, unservedShards, type LiveProcess } from '../../maintenance/processes.js';
import type { ServerState } from '../../persistence/database/server-state.js';
import { countText } from '../../platform/amounts.js';
import { processText, shardsText } from '../process-text.js';
import type { OpenStorage } from '../storage.js';
import { failed, passed, type Diagnosis } from './diagnosis.js';

/** Leases last half a minute, and are renewed six times in it. */
const MAX_CLOCK_DIFFERENCE_MS = 5_000;

/** What `pg` opens for one process; a command takes as many. */
const CONNECTIONS_OF_A_PROCESS = 10;

/**
 * Who is at work on this database, and whether several processes can be. Nothing where it is a
 * file, which has one process at most.
 *
 * @param shardCount the shards of all processes together; null: not configured.
 */
export async function processDiagnoses(
  { clock, duties, serverState }: Pick<OpenStorage, 'clock' | 'duties' | 'serverState'>,
  config: Pick<StorageConfig, 'images' | 'postgresUrl'>,
  shardCount: number | null,
): Promise<Diagnosis[]> {
  const askedMs = clock.now();
  const state = await serverState();
  const answeredMs = clock.now();
  if (state === null) return [];
  const processes = processesOf(await duties.held());
  const bots = processes.filter(({ shards }) => shards.length > 0);
  return [
    passed('Processes', atWork(processes)),
    ...(bots.length === 0 || shardCount === null ? [] : [shardDiagnosis(bots, shardCount)]),
    clockDiagnosis(state, askedMs, answeredMs),
    connectionDiagnosis(state, processes.length),
    ...(config.images.kind === 'files' && bots.length > 1
      ? [filesDiagnosis(config.images.dir)]
      : []),
  ];
}

function atWork(processes: readonly LiveProcess[]): string {
  if (processes.length === 0) return 'none is at work at present';
  return processes.map((each) => processText(each)).join('; ');
}

function shardDiagnosis(bots: readonly LiveProcess[], shardCount: number): Diagnosis {
  const missing = unservedShards(bots, shardCount);
  if (missing.length === 0) return passed('Shards', `all ${shardCount} are served`);
  return failed(
    'Shards',
    `nobody serves ${shardsText(missing)} of ${shardCount}. Start the processes that do (SHARDS, SHARD_COUNT); where one was killed, wait for half a minute.`,
  );
}

function clockDiagnosis({ timeMs }: ServerState, askedMs: number, answeredMs: number): Diagnosis {
  const differenceMs = Math.max(0, askedMs - timeMs, timeMs - answeredMs);
  if (differenceMs <= MAX_CLOCK_DIFFERENCE_MS)
    return passed('Clock of the database', 'as this machine’s');
  const direction = askedMs > timeMs ? 'ahead of' : 'behind';
  return failed(
    'Clock of the database',
    `this machine is ${countText(Math.round(differenceMs / 1000), 'second')} ${direction} it. Leases of several processes need clocks that agree within seconds: let all machines set theirs from the network (NTP).`,
  );
}

function connectionDiagnosis(state: ServerState, processes: number): Diagnosis {
  const { connections } = state;
  // One more process while another one is replaced, or a command.
  const needed = (processes + 1) * CONNECTIONS_OF_A_PROCESS;
  if (needed <= connections) return passed('Connections', `PostgreSQL takes ${connections}`);
  return failed(
    'Connections',
    `PostgreSQL takes ${connections}, and ${countText(processes, 'process', 'processes')} with one more beside them may open ${needed}. Raise max_connections, or let them share connections through PgBouncer (docs/postgresql.md), of which this count knows nothing.`,
  );
}

function filesDiagnosis(dir: string): Diagnosis {
  return failed(
    'Pictures of all processes',
    `several processes are at work, and pictures are files in ${dir}. Every process must see those of the others: use a bucket (docs/bucket.md), or a folder that all machines share.`,
  );
}
