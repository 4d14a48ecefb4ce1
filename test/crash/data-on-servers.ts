import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { BreakableWay } from '../support/postgres/breakable-way.js';
import { S3Server } from '../support/s3-server.js';
import { MortalPostgres } from './mortal-postgres.js';
import { ledgerIn, sha256, statesIn, type StoredData } from './stored-data.js';

/** What the keys of the bots' pictures begin with in the bucket. */
const PREFIX = 'bot/';

/** One PostgreSQL and one bucket; each process has a way of its own to the database. */
export class DataOnServers implements StoredData {
  /** How often each process has come to another machine. */
  private readonly moves = new Map<number, number>();

  private constructor(
    readonly folder: string,
    readonly postgres: MortalPostgres,
    readonly bucket: S3Server,
    readonly ways: readonly BreakableWay[],
  ) {}

  static async start(processes: number): Promise<DataOnServers> {
    const folder = await mkdtemp(path.join(tmpdir(), 'nanobanana-crash-'));
    const postgres = await MortalPostgres.start();
    const ways = Array.from({ length: processes }, () => BreakableWay.open(postgres.url));
    return new DataOnServers(folder, postgres, await S3Server.start(), await Promise.all(ways));
  }

  /** From its next start on a process is on another machine: nothing tells it who died before. */
  move(process: number): void {
    this.moves.set(process, (this.moves.get(process) ?? 0) + 1);
  }

  env(process: number): Readonly<Record<string, string>> {
    const machine = `${process}-${this.moves.get(process) ?? 0}`;
    return {
      BOT_DATA_DIR: path.join(this.folder, machine),
      DATABASE_URL: this.ways[process]?.url ?? '',
      ...this.bucket.env,
    };
  }

  async states() {
    return statesIn(this.postgres.url);
  }

  async ledger() {
    return ledgerIn(this.postgres.url);
  }

  async pictures(): Promise<ReadonlyMap<string, string>> {
    const objects = [...this.bucket.objects].map(
      ([key, { bytes }]) => [key.slice(PREFIX.length), sha256(bytes)] as const,
    );
    return new Map(objects);
  }

  async close(): Promise<void> {
    for (const way of this.ways) way.close();
    await this.bucket.stop();
    await rm(this.folder, { recursive: true, force: true });
  }
}
