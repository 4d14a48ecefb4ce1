import { Brackets, DataSource, LessThan, IsNull } from 'typeorm';

import { openDatabase } from '../../../src/persistence/database/database.js';
import { migrationsOf } from '../former-database.js';
import { closedAfterTest } from '../test-database.js';
import {
  BEGINNINGS,
  INTERACTIONS,
  MODEL_RECORDS,
  type FormerInteraction,
  type FormerModelRecord,
} from './entities.js';
import { patientDataSource } from '../patient-data-source.js';

/** The last migration that the former program knows. */
export const LAST_KNOWN_MIGRATION = 'TakeDuties1803000000000';

const LEASE_MS = 60_000;

/** A preview of a text-only request, in the document of the time. */
const DOCUMENT = {
  isSpoiler: false,
  view: 'process_view',
  userId: '200000000000000002',
  guildId: '300000000000000003',
  channelId: '400000000000000004',
  requestMessageId: null,
  messageId: '600000000000000006',
  lastClickId: null,
  earlierClickIds: [],
  createdAt: '2026-11-24T12:00:00.000Z',
  lastUsedAt: '2026-11-24T12:00:00.000Z',
  deletedAt: null,
  originalPrompt: 'a lighthouse',
  currentPrompt: 'a lighthouse',
  settings: { model: null, aspectRatio: null, imageSize: null, count: null },
  inputs: [],
  outputs: [],
  currentIndex: 0,
  notes: [],
  generation: null,
};

/** A new row as the former program makes it. */
export function formerInteraction(id: string, lastUsedAt: string): FormerInteraction {
  return {
    id,
    version: 1,
    format: 3,
    document: JSON.stringify({ ...DOCUMENT, id, lastUsedAt }),
    guildId: DOCUMENT.guildId,
    channelId: DOCUMENT.channelId,
    requestMessageId: null,
    messageId: DOCUMENT.messageId,
    lastUsedAt,
    activeStatus: null,
    leaseOwner: null,
    leaseSince: null,
    leaseUntil: null,
    attempts: 0,
    deletedAt: null,
    imageBytes: 0,
  };
}

/**
 * A process of the program as it was before the first migration that expands: its tables and its
 * statements, frozen. They do not follow those in `src`.
 */
export class FormerProgram {
  private constructor(readonly dataSource: DataSource) {}

  /** Starts it as it started then: it migrates as far as it knows. */
  static async start(database: string): Promise<FormerProgram> {
    const { options } = patientDataSource(database);
    const migrations = migrationsOf(options);
    const end = migrations.findIndex(({ name }) => name === LAST_KNOWN_MIGRATION);
    const entities = [INTERACTIONS, BEGINNINGS, MODEL_RECORDS];
    const dataSource = closedAfterTest(
      new DataSource({ ...options, entities, migrations: migrations.slice(0, end + 1) }),
    );
    await openDatabase(dataSource);
    return new FormerProgram(dataSource);
  }

  async insert(row: FormerInteraction): Promise<void> {
    await this.dataSource.getRepository(INTERACTIONS).insert(row);
  }

  /** @throws RangeError when the document has a format that is newer than the program. */
  async load(id: string): Promise<{ row: FormerInteraction; document: typeof DOCUMENT }> {
    const row = await this.dataSource.getRepository(INTERACTIONS).findOneByOrFail({ id });
    if (row.format > 3) throw new RangeError(`state format ${row.format}; known are 1 to 3`);
    return { row, document: JSON.parse(row.document) };
  }

  /** Stores all of a row if it is based on the newest version; its version becomes the next one. */
  async save(row: FormerInteraction): Promise<boolean> {
    const { columns } = this.dataSource.getMetadata(INTERACTIONS);
    const place = (column: string) =>
      `$${columns.findIndex(({ databaseName }) => databaseName === column) + 1}`;
    const assignments = columns.map(({ databaseName: name }) =>
      name === 'lease_until'
        ? `${name} = CASE WHEN lease_owner = CAST(${place('lease_owner')} AS varchar) THEN lease_until ELSE ${place(name)} END`
        : `${name} = ${place(name)}`,
    );
    const values = new Map<string, unknown>(Object.entries({ ...row, version: row.version + 1 }));
    const runner = this.dataSource.createQueryRunner();
    const { affected } = await runner.query(
      `UPDATE interactions SET ${assignments.join(', ')} WHERE id = CAST(${place('id')} AS varchar) AND version = $${columns.length + 1}`,
      [...columns.map(({ propertyName }) => values.get(propertyName)), row.version],
      true,
    );
    await runner.release();
    return affected === 1;
  }

  /** Takes a requested generation, or one whose lease has ended. */
  async claim(id: string, owner: string, nowMs: number): Promise<boolean> {
    const now = new Date(nowMs).toISOString();
    const result = await this.dataSource
      .getRepository(INTERACTIONS)
      .createQueryBuilder()
      .update()
      .set({
        activeStatus: 'running',
        leaseOwner: owner,
        leaseSince: now,
        leaseUntil: new Date(nowMs + LEASE_MS).toISOString(),
        attempts: () => 'attempts + 1',
        version: () => 'version + 1',
      })
      .where('id = :id', { id })
      .andWhere(
        new Brackets((due) =>
          due
            .where(`active_status = 'requested'`)
            .orWhere(
              `active_status = 'running' AND (lease_owner IS NULL OR lease_owner <> :owner) AND (lease_until IS NULL OR lease_until <= :now)`,
              { owner, now },
            ),
        ),
      )
      .execute();
    return result.affected === 1;
  }

  /** Whether the lease is still the owner's; it then lasts a minute from now. */
  async renew(id: string, owner: string, nowMs: number): Promise<boolean> {
    const result = await this.dataSource
      .getRepository(INTERACTIONS)
      .update(
        { id, activeStatus: 'running', leaseOwner: owner },
        { leaseUntil: new Date(nowMs + LEASE_MS).toISOString() },
      );
    return result.affected === 1;
  }

  /** Removes what was not used since a time. */
  async removeUnused(since: string): Promise<void> {
    await this.dataSource
      .getRepository(INTERACTIONS)
      .delete({ lastUsedAt: LessThan(since), activeStatus: IsNull() });
  }

  async noteBeginning(id: string, beginnings: number, begunAt: string): Promise<void> {
    const rows = this.dataSource.getRepository(BEGINNINGS);
    await rows.upsert({ id, beginnings, begunAt }, ['id']);
  }

  async beginningIds(): Promise<string[]> {
    return (await this.dataSource.getRepository(BEGINNINGS).find()).map(({ id }) => id);
  }

  async saveModelRecord(record: FormerModelRecord): Promise<void> {
    await this.dataSource.getRepository(MODEL_RECORDS).upsert({ ...record }, ['name']);
  }

  async modelRecord(name: string): Promise<FormerModelRecord | null> {
    return this.dataSource.getRepository(MODEL_RECORDS).findOneBy({ name });
  }

  /** Takes a duty that is free, or extends its own. */
  async takeDuty(name: string, owner: string, since: string, until: string): Promise<boolean> {
    const runner = this.dataSource.createQueryRunner();
    const { affected } = await runner.query(
      `INSERT INTO duties (name, owner, process, held_since, held_until) VALUES ($1, $2, $3, $4, $5)
ON CONFLICT (name) DO UPDATE SET owner = excluded.owner, process = excluded.process,
  held_since = CASE WHEN duties.owner = excluded.owner THEN duties.held_since ELSE excluded.held_since END,
  held_until = excluded.held_until
WHERE duties.owner = excluded.owner OR duties.held_until <= excluded.held_since`,
      [name, owner, 'former', since, until],
      true,
    );
    await runner.release();
    return affected === 1;
  }
}
