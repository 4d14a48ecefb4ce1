import { describe, expect, it } from '@jest/globals';

import { createDataSource } from '../../ormconfig.js';
import { openDatabase, openMigratedDatabase } from '../../src/persistence/database/database.js';
import { appErrorOf } from '../support/app-error-of.js';
import {
  formerDatabase,
  formerRow,
  insertFormer,
  type FormerDatabase,
} from '../support/former-database.js';
import { storedImage } from '../support/states.js';
import { closedAfterTest, openTestDatabase } from '../support/test-database.js';

/** Several batches, the last one not full. */
const ROWS = 2_500;

/** So many rows move in one transaction at most. */
const MAX_BATCH = 1_000;

const idOf = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;
const numbers = (count: number) => Array.from({ length: count }, (_, n) => n);

/** Rows with a prompt of their own; one in ten has names of the Python bot. */
async function filled(count: number): Promise<FormerDatabase> {
  const former = await formerDatabase();
  const rows = numbers(count).map((n) => formerRow(idOf(n), { current_prompt: `prompt ${n}` }));
  await insertFormer(former, rows);
  await former.dataSource.query(
    `INSERT INTO imported_files SELECT id, 'name of ' || id FROM interaction_states WHERE id LIKE '%0'`,
  );
  return former;
}

const countIn = async ({ dataSource }: FormerDatabase, table: string): Promise<number> => {
  const [row]: { count: number }[] = await dataSource.query(
    `SELECT COUNT(*) AS count FROM ${table}`,
  );
  return row!.count;
};

const promptsIn = async ({ dataSource }: FormerDatabase): Promise<string[]> => {
  const rows: { prompt: string }[] = await dataSource.query(
    `SELECT document ->> 'currentPrompt' AS prompt FROM interactions ORDER BY id`,
  );
  return rows.map(({ prompt }) => prompt);
};

describe('the move of rows into documents', () => {
  it.each([
    ['first', 7],
    ['second', MAX_BATCH + 7],
    ['last', ROWS - 1],
  ])('the move is interrupted in its %s batch, and goes on there', async (_which, at) => {
    const former = await filled(ROWS);
    await former.dataSource.query(
      `CREATE TRIGGER interruption BEFORE DELETE ON interaction_states WHEN OLD.id = '${idOf(at)}' BEGIN SELECT RAISE(ABORT, 'interrupted'); END`,
    );
    const error = await appErrorOf(openDatabase(createDataSource(former.file)));
    expect(error.code).toBe('storage.failed');
    expect(String(error.cause)).toContain('interrupted');
    const moved = await countIn(former, 'interactions');
    expect(moved).toBeLessThanOrEqual(at);
    expect(moved).toBeGreaterThan(at - MAX_BATCH);
    expect(await countIn(former, 'interaction_states')).toBe(ROWS - moved);
    expect(await countIn(former, 'imported_names')).toBe(moved / 10);
    expect(await countIn(former, 'imported_files')).toBe((ROWS - moved) / 10);

    await former.dataSource.query('DROP TRIGGER interruption');
    const opened = await openTestDatabase(former.file);
    const prompts = numbers(ROWS).map((n) => `prompt ${n}`);
    expect(await promptsIn(opened)).toEqual(prompts);
    expect(await countIn(opened, 'imported_names')).toBe(ROWS / 10);
    const { currentPrompt } = await opened.persistence.load(idOf(ROWS - 1));
    expect(currentPrompt).toBe(`prompt ${ROWS - 1}`);
    expect(await opened.persistence.formerFileNames(idOf(40))).toEqual([`name of ${idOf(40)}`]);
  });

  it('the move is not done twice when it was killed before it was noted', async () => {
    const former = await filled(3);
    const first = closedAfterTest(createDataSource(former.file));
    expect((await openDatabase(first))[0]).toMatch(/^MoveInteractionsIntoDocuments/);
    await first.query(`DELETE FROM migrations WHERE name LIKE 'MoveInteractions%'`);
    await first.destroy();
    const opened = await openTestDatabase(former.file);
    expect(await promptsIn(opened)).toEqual(['prompt 0', 'prompt 1', 'prompt 2']);
  });

  it('the move is refused to a program that may not change the schema', async () => {
    const { file } = await filled(1);
    const error = await appErrorOf(openMigratedDatabase(createDataSource(file)));
    expect(error.code).toBe('storage.schema_older');
  });

  it('the move tells from time to time how far it is', async () => {
    const { file } = await filled(10_100);
    const told: string[] = [];
    const opened = await openTestDatabase(file, (message) => told.push(message));
    expect(told).toEqual(['10000 interactions have moved']);
    expect(await opened.inventory.count()).toBe(10_100);
  });

  it('the move says nothing where there is little to move', async () => {
    const { file } = await filled(3);
    const told: string[] = [];
    await openTestDatabase(file, (message) => told.push(message));
    expect(told).toEqual([]);
  });

  it.each([
    ['inputs', 'is torn'],
    ['outputs', '[{"origin":'],
    ['notes', ''],
    ['generation', '{"id"'],
  ])('a row with damaged %s moves as it is, and tells its images', async (column, damage) => {
    const former = await formerDatabase();
    const id = idOf(1);
    const image = storedImage({ key: storedImage().key.replace(/_[0-9a-f-]{36}_/, `_${id}_`) });
    const named = column === 'notes' ? { inputs: JSON.stringify([image]) } : {};
    const torn = column === 'notes' ? damage : `${damage} ${JSON.stringify(image)}`;
    const row = formerRow(id, { generation: null, ...named, [column]: torn, image_bytes: 1234 });
    await insertFormer(former, [row]);
    await former.dataSource.query(`INSERT INTO imported_files VALUES ('${id}', 'a.png')`);
    const { dataSource, persistence, inventory } = await openTestDatabase(former.file);
    expect((await appErrorOf(persistence.load(id))).code).toBe('state.unreadable');
    const [moved]: { document: string }[] = await dataSource.query(
      'SELECT document FROM interactions',
    );
    expect(JSON.parse(moved!.document)).toEqual({ damagedRow: expect.objectContaining(row) });
    expect(await persistence.formerFileNames(id)).toEqual(['a.png']);
    expect(await persistence.stats()).toEqual({ interactions: 1, imageBytes: 1234 });
    const [unused] = await inventory.findRemovable({ unusedSince: '2027-01-01T00:00:00.000Z' }, 1);
    expect(unused?.imageKeys).toEqual([image.key]);
    expect(await inventory.orphansAmong([image.key])).toEqual([]);
  });

  it.each([
    ['requested', null],
    ['running', 'a worker'],
    ['produced', null],
    ['failing', null],
    ['cancelling', null],
  ])('the move takes over a generation that is %s', async (status, owner) => {
    const former = await formerDatabase();
    const generation = {
      id: 'g',
      status: 'requested',
      requestedBy: '2',
      requestedAt: '2026-11-20T08:00:00.000Z',
      prompt: 'p',
      styleKey: null,
      source: { kind: 'none' },
      failedTries: 1,
      troubleSince: '2026-11-20T08:00:01.000Z',
      retry: null,
      failure: null,
    };
    const lease = owner && {
      owner,
      since: '2026-11-20T08:00:02.000Z',
      until: '2026-11-20T08:01:02.000Z',
    };
    await insertFormer(former, [
      formerRow(idOf(1), {
        generation: JSON.stringify(generation),
        under_way: status,
        lease_owner: owner,
        lease_since: lease && lease.since,
        lease_until: lease && lease.until,
        claims: 3,
      }),
    ]);
    const { persistence } = await openTestDatabase(former.file);
    const [active] = await persistence.findActive();
    expect(active?.generation).toMatchObject({ status, lease, attempts: 3, failures: 1 });
  });

  it('the move knows no person and no place where the former row knew none', async () => {
    const former = await formerDatabase();
    const unknown = { user_id: '', channel_id: '', guild_id: null };
    await insertFormer(former, [formerRow(idOf(1), unknown)]);
    const { persistence } = await openTestDatabase(former.file);
    expect(await persistence.load(idOf(1))).toMatchObject({
      userId: null,
      channelId: null,
      guildId: null,
    });
    expect(await persistence.directChannelIds(10)).toEqual([]);
  });
});
