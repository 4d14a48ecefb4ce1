import { randomUUID } from 'node:crypto';

import { describe, expect, it } from '@jest/globals';

import { InteractionStateEntity } from '../../src/persistence/interaction-state.entity.js';
import { Requests } from '../../src/persistence/requests.js';
import { appErrorOf } from '../support/app-error-of.js';
import { newInteractionState } from '../support/states.js';
import { openTestDatabase } from '../support/test-database.js';

describe('a request', () => {
  it('is found by its message, or not at all', async () => {
    const { dataSource, persistence } = await openTestDatabase();
    const stored = await persistence.create(newInteractionState({ requestMessageId: '5' }));
    const requests = new Requests(dataSource);
    expect(await requests.find('5')).toEqual(stored);
    expect(await requests.find('6')).toBeNull();
  });

  it('has one row; a second one for the same message is refused', async () => {
    const { persistence } = await openTestDatabase();
    const create = () =>
      persistence.create(newInteractionState({ id: randomUUID(), requestMessageId: '5' }));
    await create();
    expect((await appErrorOf(create())).code).toBe('storage.failed');
    expect((await persistence.stats()).interactions).toBe(1);
  });
});

describe('the interactions without a card', () => {
  it('are those of messages, not older than asked for, oldest first, up to a limit', async () => {
    const { dataSource, persistence, clock } = await openTestDatabase();
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
    const requests = new Requests(dataSource);
    expect(await requests.withoutCard(tooOld.lastUsedAt, 10)).toEqual([first, second]);
    expect(await requests.withoutCard(tooOld.lastUsedAt, 1)).toEqual([first]);
  });

  it('are without those whose row is damaged', async () => {
    const { dataSource, persistence } = await openTestDatabase();
    const state = newInteractionState({ requestMessageId: '1', messageId: null });
    const { id, createdAt } = await persistence.create(state);
    await dataSource.getRepository(InteractionStateEntity).update({ id }, { outputs: '[{' });
    const before = new Date(Date.parse(createdAt) - 1000).toISOString();
    expect(await new Requests(dataSource).withoutCard(before, 10)).toEqual([]);
  });
});

describe('the direct message channels', () => {
  it('are told once each, those used last first, up to a limit', async () => {
    const { dataSource, persistence, clock } = await openTestDatabase();
    for (const [channelId, guildId] of [
      ['1', null],
      ['2', null],
      ['3', 'a server'],
      ['1', null],
      ['4', null],
    ] as const) {
      clock.advance(1000);
      await persistence.create(newInteractionState({ id: randomUUID(), channelId, guildId }));
    }
    const requests = new Requests(dataSource);
    expect(await requests.directChannelIds(10)).toEqual(['4', '1', '2']);
    expect(await requests.directChannelIds(2)).toEqual(['4', '1']);
  });
});
