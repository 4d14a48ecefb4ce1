import { randomUUID } from 'node:crypto';

import { describe, expect, it } from '@jest/globals';

import { appErrorOf } from '../support/app-error-of.js';
import { generationIn, GENERATION_STATUSES, newInteractionState } from '../support/states.js';
import { planOf } from '../support/statement-plan.js';
import { openTestDatabase, recordStatements } from '../support/test-database.js';

const idOf = (n: number) => `00000000-0000-4000-8000-00000000000${n}`;

const OWED: ReadonlySet<string> = new Set([
  'requested',
  'running',
  'produced',
  'failing',
  'cancelling',
]);

describe('a request', () => {
  it('a request is found by its message, or not at all', async () => {
    const { persistence } = await openTestDatabase();
    const stored = await persistence.create(newInteractionState({ requestMessageId: '5' }));
    expect(await persistence.findByRequest('5')).toEqual(stored);
    expect(await persistence.findByRequest('6')).toBeNull();
  });

  it('a request has one row; a second one for the same message is refused', async () => {
    const { persistence } = await openTestDatabase();
    const create = () =>
      persistence.create(newInteractionState({ id: randomUUID(), requestMessageId: '5' }));
    await create();
    expect((await appErrorOf(create())).code).toBe('storage.failed');
    expect((await persistence.stats()).interactions).toBe(1);
  });
});

describe('the number of interactions of a place', () => {
  it('the interactions of a server, or of a direct channel, are counted up to a limit, and no others', async () => {
    const { persistence } = await openTestDatabase();
    const create = async (guildId: string | null, channelId: string) =>
      persistence.create(
        newInteractionState({ id: randomUUID(), guildId, channelId, requestMessageId: null }),
      );
    for (const channelId of ['10', '11', '12']) await create('1', channelId);
    await create('2', '20');
    for (let n = 0; n < 2; n += 1) await create(null, '30');
    await create(null, '31');
    expect(await persistence.countIn({ guildId: '1', channelId: '10' }, 10)).toBe(3);
    expect(await persistence.countIn({ guildId: '1', channelId: '10' }, 2)).toBe(2);
    expect(await persistence.countIn({ guildId: null, channelId: '30' }, 10)).toBe(2);
    expect(await persistence.countIn({ guildId: '3', channelId: '30' }, 10)).toBe(0);
  });

  it('counting the interactions of a place reads an index, no further than its limit', async () => {
    const { persistence, dataSource } = await openTestDatabase();
    const statements = recordStatements(dataSource);
    await persistence.countIn({ guildId: '1', channelId: '10' }, 10);
    const [statement = ''] = statements;
    expect(statement).toMatch(/LIMIT 10$/);
    expect((await planOf(dataSource, statement, ['1'])).aloneIn).toEqual(['interactions_place']);
  });
});

describe('the interactions without a card', () => {
  it('interactions without a card are those of messages, not older than asked for, oldest first, up to a limit', async () => {
    const { persistence, clock } = await openTestDatabase();
    const create = async (requestMessageId: string | null, messageId: string | null) => {
      clock.advance(1000);
      const state = { id: randomUUID(), requestMessageId, messageId };
      return persistence.create(newInteractionState(state));
    };
    const tooOld = await create('1', null);
    await create('2', '20');
    const first = await create('3', null);
    await create(null, null);
    const second = await create('4', null);
    expect(await persistence.findWithoutCard(tooOld.lastUsedAt, 10)).toEqual([first, second]);
    expect(await persistence.findWithoutCard(tooOld.lastUsedAt, 1)).toEqual([first]);
  });

  it('interactions without a card are told without those whose request was deleted', async () => {
    const { persistence, clock } = await openTestDatabase();
    const before = clock.iso();
    clock.advance(1000);
    await persistence.create(newInteractionState({ messageId: null, deletedAt: clock.iso() }));
    expect(await persistence.findWithoutCard(before, 10)).toEqual([]);
  });

  it('interactions without a card are told without those whose row is damaged', async () => {
    const { dataSource, persistence } = await openTestDatabase();
    const state = newInteractionState({ requestMessageId: '1', messageId: null });
    const { id, createdAt } = await persistence.create(state);
    await dataSource.query('UPDATE interactions SET document = $1 WHERE id = $2', ['{', id]);
    const before = new Date(Date.parse(createdAt) - 1000).toISOString();
    expect(await persistence.findWithoutCard(before, 10)).toEqual([]);
  });
});

describe('the direct message channels', () => {
  it('direct message channels are told once each, those used last first, up to a limit', async () => {
    const { persistence, clock } = await openTestDatabase();
    for (const [channelId, guildId] of [
      ['1', null],
      ['2', null],
      ['3', '9'],
      ['1', null],
      ['4', null],
    ] as const) {
      clock.advance(1000);
      await persistence.create(newInteractionState({ id: randomUUID(), channelId, guildId }));
    }
    expect(await persistence.directChannelIds(10)).toEqual(['4', '1', '2']);
    expect(await persistence.directChannelIds(2)).toEqual(['4', '1']);
  });
});

describe('the active interactions', () => {
  it('active interactions are those whose generation is owed its outcome', async () => {
    const { persistence } = await openTestDatabase();
    for (const [n, status] of GENERATION_STATUSES.entries()) {
      await persistence.create(
        newInteractionState({ id: idOf(n), generation: generationIn(status) }),
      );
    }
    await persistence.create(newInteractionState({ id: idOf(9) }));
    const expected = GENERATION_STATUSES.flatMap((status, n) =>
      OWED.has(status) ? [idOf(n)] : [],
    );
    const found = await persistence.findActive();
    expect(found.map(({ id }) => id).toSorted()).toEqual(expected);
  });

  it('active interactions are found by their index, however many rows there are', async () => {
    const { persistence, dataSource } = await openTestDatabase();
    const statements = recordStatements(dataSource);
    await persistence.findActive();
    const { indexes } = await planOf(dataSource, statements[0] ?? '');
    expect(indexes).toEqual(['interactions_active']);
  });

  it('active interactions are told without those whose row is damaged, of which the log tells', async () => {
    const { dataSource, persistence, logger } = await openTestDatabase();
    for (const n of [1, 2])
      await persistence.create(
        newInteractionState({ id: idOf(n), generation: generationIn('requested') }),
      );
    await dataSource.query('UPDATE interactions SET format = 99 WHERE id = $1', [idOf(1)]);
    expect((await persistence.findActive()).map(({ id }) => id)).toEqual([idOf(2)]);
    expect(logger.lines).toContainEqual({
      level: 'error',
      fields: {
        interactionId: idOf(1),
        err: expect.objectContaining({ code: 'state.unreadable' }),
      },
      message: 'Interaction state unreadable',
    });
  });
});
