import { readdir } from 'node:fs/promises';
import path from 'node:path';

import { describe, expect, it } from '@jest/globals';

import { isActive } from '../../src/interactions/generation.js';
import { GatewaySessions } from '../../src/persistence/gateway-sessions.js';
import { ModelRecords } from '../../src/persistence/model-records.js';
import { appErrorOf } from '../support/app-error-of.js';
import { collected } from '../support/collected.js';
import {
  columnsData,
  columnsId,
  columnsManifest,
  columnsStates,
} from '../support/columns-fixture.js';
import { tableNames } from '../support/schema-changes.js';
import { storedState, openTestDatabase } from '../support/test-database.js';

/** What an older program has left, opened by this one. */
async function openedFixture() {
  const dir = await columnsData();
  return { dir, ...(await openTestDatabase(path.join(dir, 'nanobanana.sqlite'))) };
}

describe('a database of an older program', () => {
  it('every interaction of an older program is as it was, by today’s names', async () => {
    const { persistence, inventory } = await openedFixture();
    const states = await columnsStates();
    expect(states).toHaveLength(21);
    for (const state of states) expect(await persistence.load(state.id)).toEqual(state);
    expect(await inventory.count()).toBe((await columnsManifest()).rows.length);
  });

  it('every interaction of an older program can be changed, and is stored in today’s format', async () => {
    const { persistence } = await openedFixture();
    for (const state of await columnsStates()) {
      const changed = await persistence.change(state.id, (now) => ({ ...now, notes: ['new'] }));
      const { version, lastUsedAt } = changed!;
      expect(version).toBe(state.version + 1);
      const expected = { ...state, notes: ['new'], version, lastUsedAt };
      expect(await storedState(persistence, state.id)).toEqual(expected);
    }
  });

  it('the active generations of an older program are found with their status and lease', async () => {
    const { persistence } = await openedFixture();
    const expected = (await columnsStates()).filter(({ generation }) => isActive(generation));
    expect(expected.map(({ generation }) => generation?.status).join(' ')).toBe(
      'requested requested running produced failing cancelling running running',
    );
    const found = await persistence.findActive();
    expect(found.toSorted((a, b) => a.id.localeCompare(b.id))).toEqual(expected);
  });

  it('a claim that stood in columns alone outranks what the document says', async () => {
    const { persistence, dataSource } = await openedFixture();
    const { generation } = await persistence.load(columnsId(12));
    expect(generation).toMatchObject({
      status: 'running',
      attempts: 2,
      lease: { owner: 'dead0002-0000-4000-8000-000000000002', until: '2026-11-20T11:01:54.000Z' },
    });
    const [row]: { document: string }[] = await dataSource.query(
      'SELECT document FROM interactions WHERE id = ?',
      [columnsId(12)],
    );
    expect(JSON.parse(row!.document)).toMatchObject({ generation: { status: 'requested' } });
  });

  it.each([
    [22, 'The stored data of this card is damaged.'],
    [23, 'It was stored by a newer version of me.'],
  ])('row %i, which nobody could read, stays unreadable with its sentence', async (n, sentence) => {
    const { persistence } = await openedFixture();
    const error = await appErrorOf(persistence.load(columnsId(n)));
    expect(error).toMatchObject({ code: 'state.unreadable', userMessage: sentence });
  });

  it('no stored image of an older program becomes an orphan, nor one of an unreadable row', async () => {
    const { dir, inventory } = await openedFixture();
    const names: string[] = [];
    for (const folder of ['input_images', 'output_images'])
      for (const name of await readdir(path.join(dir, folder))) names.push(`${folder}/${name}`);
    expect(names.filter((name) => name.includes(columnsId(22)))).toHaveLength(1);
    expect(names.filter((name) => name.includes(columnsId(23)))).toHaveLength(1);
    expect(await inventory.orphansAmong(names)).toEqual([]);
    const unnamed = names.map((name) => name.replace(/-[0-9a-f]{8}\./, '-00000000.'));
    const orphans = await inventory.orphansAmong(unnamed);
    expect(orphans.filter((name) => /0000002[23]_/.test(name))).toEqual([]);
    expect(orphans.length).toBeGreaterThan(0);
  });

  it('an unreadable row still tells which images go with it', async () => {
    const { inventory } = await openedFixture();
    const unused = await inventory.findRemovable({ unusedSince: '2027-01-01T00:00:00.000Z' }, 100);
    const keysOf = (n: number) => unused.find(({ id }) => id === columnsId(n))?.imageKeys;
    expect(keysOf(22)).toEqual([expect.stringContaining(`input_${columnsId(22)}_0_`)]);
    expect(keysOf(23)).toEqual([expect.stringContaining(`input_${columnsId(23)}_0_`)]);
  });

  it('the names that the Python bot gave to pictures are found', async () => {
    const { persistence } = await openedFixture();
    const { importedFiles } = await columnsManifest();
    expect(importedFiles).toHaveLength(4);
    expect(await persistence.formerFileNames(columnsId(17))).toEqual(
      importedFiles.map(({ name }) => name).toSorted(),
    );
    for (const { name } of importedFiles) {
      const card = { channelId: '40', messageId: '60', fileNames: [name] };
      expect(await persistence.findFormerCard(card)).toBe(columnsId(17));
    }
  });

  it('requests without a card and direct channels of an older program are found', async () => {
    const { persistence } = await openedFixture();
    const waiting = await persistence.findWithoutCard('2026-11-20T00:00:00.000Z', 10);
    expect(waiting.map(({ id }) => id)).toEqual([columnsId(16)]);
    const { channelId } = await persistence.load(columnsId(6));
    expect(await persistence.directChannelIds(10)).toEqual([channelId]);
  });

  it('nothing is left of the former tables, and all other tables are as they were', async () => {
    const { dataSource, persistence } = await openedFixture();
    const ours = (await openTestDatabase()).dataSource;
    expect(await tableNames(dataSource.createQueryRunner())).toEqual(
      await tableNames(ours.createQueryRunner()),
    );
    const { gatewaySessions } = await columnsManifest();
    expect(await new GatewaySessions(dataSource).all()).toEqual(gatewaySessions);
    expect(await new ModelRecords(dataSource).load('gemini-nano-banana-2.1')).toMatchObject({
      averageMs: 8400,
      openUntil: '2026-11-20T12:51:02.000Z',
    });
    expect((await persistence.stats()).imageBytes).toBe(48_353);
  });

  it('the walk through a database of an older program tells both rows that cannot be read', async () => {
    const { inventory } = await openedFixture();
    const unreadable = (await collected(inventory.all())).filter(({ state }) => state === null);
    expect(unreadable.map(({ id }) => id)).toEqual([columnsId(22), columnsId(23)]);
  });
});
