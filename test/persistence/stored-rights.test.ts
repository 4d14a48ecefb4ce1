import { describe, expect, it } from '@jest/globals';

import { Notes } from '../../src/persistence/notes.js';
import { QuotaTiers } from '../../src/persistence/quota-tiers.js';
import { NOTHING_DECIDED } from '../../src/persistence/server-rights.js';
import { StoredRights } from '../../src/persistence/stored-rights.js';
import { RecordingLogger } from '../support/recording-logger.js';
import { openTestDatabase } from '../support/test-database.js';

const ANN = '200000000000000001';
const BEN = '200000000000000002';
const SERVER = '300000000000000003';

async function setUp() {
  const { dataSource } = await openTestDatabase();
  const notes = new Notes(dataSource);
  const logger = new RecordingLogger();
  const rights = new StoredRights(notes, logger);
  return { notes, logger, rights, tiers: new QuotaTiers(rights) };
}

describe('stored rights', () => {
  it('stored rights shut people out until they are let in again', async () => {
    const { rights } = await setUp();
    await rights.deny(BEN);
    await rights.deny(ANN);
    await rights.deny(ANN);
    expect(await rights.denied()).toEqual([ANN, BEN]);
    expect((await rights.of(ANN, SERVER)).isDenied).toBe(true);
    await rights.allow(ANN);
    await rights.allow(ANN);
    expect(await rights.of(ANN, null)).toEqual({ isDenied: false, server: NOTHING_DECIDED });
    expect(await rights.denied()).toEqual([BEN]);
  });

  it('stored rights of a server are those of no other one and of no direct message', async () => {
    const { rights } = await setUp();
    const now = await rights.change(SERVER, (before) => ({ ...before, cardUse: 'everyone' }));
    expect(now).toEqual({ ...NOTHING_DECIDED, cardUse: 'everyone' });
    expect((await rights.of(ANN, SERVER)).server).toEqual(now);
    expect((await rights.of(ANN, BEN)).server).toEqual(NOTHING_DECIDED);
    expect((await rights.of(ANN, null)).server).toEqual(NOTHING_DECIDED);
  });

  it('stored rights lose no change where several are made at once', async () => {
    const { rights } = await setUp();
    const ids = Array.from({ length: 8 }, (_, n) => `40000000000000000${n}`);
    const add = (id: string) =>
      rights.change(SERVER, (now) => ({ ...now, roles: [...now.roles, id] }));
    await Promise.all(ids.map(add));
    const { roles } = await rights.ofServer(SERVER);
    expect(roles.toSorted()).toEqual(ids);
  });

  it.each(['no JSON', '[]', '{"cardUse": "nobody"}'])(
    'stored rights that cannot be read decide nothing, and that is logged: %s',
    async (content) => {
      const { notes, rights, logger } = await setUp();
      await notes.save(`rights of server ${SERVER}`, content);
      expect((await rights.of(ANN, SERVER)).server).toEqual(NOTHING_DECIDED);
      expect(logger.lines.map(({ message }) => message)).toEqual([
        'The rights of a server are unreadable',
      ]);
    },
  );
});

describe('the tiers of quotas', () => {
  it('the tier of a person goes before those of their roles, and counts in its server alone', async () => {
    const { rights, tiers } = await setUp();
    await rights.change(SERVER, (now) => ({
      ...now,
      tiers: [
        { kind: 'role', id: '400000000000000001', quota: '100/24h' },
        { kind: 'role', id: '400000000000000002', quota: 'exempt' },
        { kind: 'person', id: ANN, quota: '3/8h' },
      ],
    }));
    const roleIds = ['400000000000000001', '400000000000000002'];
    const asks = (personId: string, more = {}) =>
      tiers.of({ personId, guildId: SERVER, roleIds, ...more });
    expect(await asks(ANN)).toEqual({ isExempt: false, quotas: ['3/8h'] });
    expect(await asks(BEN)).toEqual({ isExempt: true, quotas: ['100/24h'] });
    expect(await asks(BEN, { roleIds: [] })).toEqual({ isExempt: false, quotas: [] });
    expect(await asks(ANN, { guildId: null })).toEqual({ isExempt: false, quotas: [] });
  });
});
