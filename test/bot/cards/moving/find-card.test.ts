import { describe, expect, it } from '@jest/globals';

import { findCard } from '../../../../src/bot/cards/moving/find-card.js';
import type { Asking } from '../../../../src/bot/guards/may-see.js';
import { appErrorOf } from '../../../support/app-error-of.js';
import { newInteractionState } from '../../../support/states.js';
import { openTestDatabase } from '../../../support/test-database.js';

const ANN = '200000000000000001';
const BEN = '200000000000000002';
const IDS = {
  one: '3f2b8c1e-9d4a-4c77-8b21-5a6f0e9d1c2b',
  alike: '3f2b8c1e-0000-4c77-8b21-5a6f0e9d1c2b',
  other: 'a0000000-9d4a-4c77-8b21-5a6f0e9d1c2b',
};

/** Interactions in a direct message, which only who asked may see. */
async function setUp(owners: Partial<Record<keyof typeof IDS, string>>, deletedAt: string | null) {
  const { persistence, inventory } = await openTestDatabase();
  for (const [name, userId] of Object.entries(owners)) {
    const id = IDS[name as keyof typeof IDS];
    const place = { guildId: null, requestMessageId: null, messageId: null };
    await persistence.create(newInteractionState({ id, userId, deletedAt, ...place }));
  }
  const client = { guilds: { cache: new Map() } };
  const asking = (id: string) => ({ client, user: { id } }) as unknown as Asking;
  return async (personId: string, text: string) =>
    findCard(persistence, inventory, asking(personId), text);
}

describe('the card that somebody means', () => {
  it.each([
    ['its whole id', IDS.one],
    ['its first eight characters', '3f2b8c1e'],
    ['some more of them, in capitals and with spaces around', ' 3F2B8C1E-9D4A '],
  ])('a card is found by %s', async (_what, text) => {
    const find = await setUp({ one: ANN, other: ANN }, null);
    expect((await find(ANN, text)).id).toBe(IDS.one);
  });

  it('a short id with which several cards begin is refused, and no id of them is told', async () => {
    const find = await setUp({ one: ANN, alike: ANN }, null);
    const { code, userMessage } = await appErrorOf(find(ANN, '3f2b8c1e'));
    expect(code).toBe('usage.ambiguous_id');
    expect(userMessage).not.toContain('3f2b8c1e');
    expect((await find(ANN, '3f2b8c1e-0')).id).toBe(IDS.alike);
  });

  it('a short id finds the one card that the person may see, and tells nothing of another that begins so', async () => {
    const find = await setUp({ one: ANN, alike: BEN }, null);
    expect((await find(ANN, '3f2b8c1e')).id).toBe(IDS.one);
    expect((await find(BEN, '3f2b8c1e')).id).toBe(IDS.alike);
  });

  it('a card of somebody else, a card that is not there, and what is no id are told alike', async () => {
    const find = await setUp({ one: ANN }, null);
    const texts = [IDS.one, '3f2b8c1e', IDS.other, 'a0000000', '%%%%%%%%', 'lighthouse', '3f2b8c1'];
    for (const text of texts)
      expect(await appErrorOf(find(BEN, text))).toMatchObject({ code: 'usage.not_found' });
  });

  it('a deleted card is found by nobody', async () => {
    const find = await setUp({ one: ANN }, '2026-11-24T12:00:00.000Z');
    expect((await appErrorOf(find(ANN, IDS.one))).code).toBe('usage.not_found');
  });
});
