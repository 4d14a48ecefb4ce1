import { describe, expect, it } from '@jest/globals';

import { HOUR_MS, limits, spending } from '../../support/spendings.js';
import { requesting, spendingUnderTest } from '../../support/spending-under-test.js';
import {
  generation,
  generationIn,
  INTERACTION_ID,
  interactionState,
  TICKET,
} from '../../support/states.js';

const ofRole = (id: string, quota: string) => ({ kind: 'role', id, quota }) as const;

describe('what generations reserve', () => {
  it('a generation reserves all pictures that it asks for, for its person and server', async () => {
    const { reservations, entry } = await spendingUnderTest();
    expect(await reservations.reserve(requesting(4), [])).toBeNull();
    expect(await entry(TICKET.id)).toMatchObject({
      interactionId: INTERACTION_ID,
      personId: TICKET.requestedBy,
      guildId: '300000000000000003',
      model: 'usual',
      priceDate: '2026-10-07',
      pictures: 4,
      reserved: 4,
      microDollars: 120_000,
    });
  });

  it('a refusal is logged, without a word of the request', async () => {
    const { reservations, entry, logger } = await spendingUnderTest({ budgetPerDay: 29_999 });
    expect(await reservations.reserve(requesting(), [])).toEqual({ limit: 'day', untilMs: null });
    expect(await entry(TICKET.id)).toBeUndefined();
    const line = { interactionId: INTERACTION_ID, userId: TICKET.requestedBy, limit: 'day' };
    expect(logger.lines).toMatchObject([{ level: 'info', fields: line }]);
  });

  it('what runs already, or has ended, reserves nothing', async () => {
    const { reservations, entry } = await spendingUnderTest({ budgetPerDay: 0 });
    for (const status of ['running', 'delivered'] as const) {
      const state = interactionState({ generation: generationIn(status) });
      expect(await reservations.reserve(state, [])).toBeNull();
    }
    expect(await reservations.reserve(interactionState(), [])).toBeNull();
    expect(await entry(TICKET.id)).toBeUndefined();
  });

  it('a release keeps what the row needs, and gives back everything else', async () => {
    const { reservations, entry, store, persistence } = await spendingUnderTest();
    await reservations.reserve(requesting(), []);
    await store(generation());
    await reservations.release(INTERACTION_ID, TICKET.id);
    expect(await entry(TICKET.id)).toMatchObject({ reserved: 1 });
    await persistence.change(INTERACTION_ID, (state) => ({ ...state, generation: null }));
    await reservations.release(INTERACTION_ID, TICKET.id);
    expect(await entry(TICKET.id)).toMatchObject({ reserved: 0, pictures: 0, microDollars: 0 });
  });
});

describe('the tiers of a server', () => {
  const usual = { quotaPerPerson: { pictures: 1, windowMs: HOUR_MS } };
  const EDITOR = '800000000000000001';
  const PATRON = '800000000000000002';

  it('who is exempt has no quota of their own, and the budget holds all the same', async () => {
    const tight = { ...usual, budgetPerDay: 90_000 };
    const { reservations, decide } = await spendingUnderTest(tight);
    await decide({ kind: 'person', id: TICKET.requestedBy, quota: 'exempt' });
    expect(await reservations.reserve(requesting(4), [])).toMatchObject({ limit: 'day' });
    expect(await reservations.reserve(requesting(3), [])).toBeNull();
  });

  it('of the quotas of several roles any is enough, and who has none of them has the usual one', async () => {
    const { reservations, decide } = await spendingUnderTest(usual);
    await decide(ofRole(EDITOR, '2/1h'), ofRole(PATRON, '3/8h'));
    expect(await reservations.reserve(requesting(2), [])).toMatchObject({ limit: 'person' });
    expect(await reservations.reserve(requesting(4), [EDITOR, PATRON])).toMatchObject({
      limit: 'person',
      untilMs: null,
    });
    expect(await reservations.reserve(requesting(3), [EDITOR])).not.toBeNull();
    expect(await reservations.reserve(requesting(3), [EDITOR, PATRON])).toBeNull();
  });

  it('of several quotas that are used, the refusal names the one that comes back first', async () => {
    const { reservations, decide, clock, ledger } = await spendingUnderTest(usual);
    await decide(ofRole(PATRON, '1/8h'), ofRole(EDITOR, '1/2h'));
    await ledger.reserve(spending('another'), 1, limits());
    expect(await reservations.reserve(requesting(), [EDITOR, PATRON])).toEqual({
      limit: 'person',
      quota: { pictures: 1, windowMs: 2 * HOUR_MS },
      untilMs: clock.now() + 2 * HOUR_MS,
    });
  });
});

describe('the reconciliation of the ledger', () => {
  it('the start of the only process frees what was reserved and never requested', async () => {
    const { reservations, reconciliation, entry } = await spendingUnderTest();
    await reservations.reserve(requesting(), []);
    await reconciliation.start();
    await reconciliation.stop();
    expect(await entry(TICKET.id)).toMatchObject({ reserved: 0, microDollars: 0 });
  });

  it('the start keeps what a generation needs that waits, and charges the call that was cut off', async () => {
    const { reservations, reconciliation, ledger, entry, store } = await spendingUnderTest();
    const asked = requesting(2);
    await reservations.reserve(asked, []);
    await store(asked.generation!);
    await ledger.begin(spending(TICKET.id), 'an attempt', limits());
    await reconciliation.start();
    await reconciliation.stop();
    expect(await entry(TICKET.id)).toMatchObject({
      attempt: null,
      cutOff: 1,
      reserved: 1,
      microDollars: 60_000,
    });
  });

  it('beside other processes, the start waits for ten minutes before it frees anything', async () => {
    const { reservations, reconciliation, clock, entry } = await spendingUnderTest(
      {},
      { isOnlyProcess: false },
    );
    await reservations.reserve(requesting(), []);
    await reconciliation.start();
    await reconciliation.stop();
    expect(await entry(TICKET.id)).toMatchObject({ reserved: 1 });
    clock.advance(10 * 60_000);
    await reconciliation.start();
    await reconciliation.stop();
    expect(await entry(TICKET.id)).toMatchObject({ reserved: 0 });
  });

  it('beside other processes, a call of a generation that is over counts as cut off after an hour', async () => {
    const { reservations, reconciliation, ledger, clock, entry } = await spendingUnderTest(
      {},
      { isOnlyProcess: false },
    );
    await reservations.reserve(requesting(), []);
    await ledger.begin(spending(TICKET.id), 'an attempt', limits());
    clock.advance(HOUR_MS - 1);
    await reconciliation.start();
    await reconciliation.stop();
    expect(await entry(TICKET.id)).toMatchObject({ attempt: 'an attempt', cutOff: 0 });
    clock.advance(1);
    await reconciliation.start();
    await reconciliation.stop();
    expect(await entry(TICKET.id)).toMatchObject({ attempt: null, cutOff: 1 });
  });

  it('the reconciliation removes what is older than 400 days', async () => {
    const { reservations, reconciliation, clock, entry } = await spendingUnderTest();
    await reservations.reserve(requesting(), []);
    clock.advance(400 * 24 * HOUR_MS);
    await reconciliation.start();
    await reconciliation.stop();
    expect(await entry(TICKET.id)).toBeDefined();
    clock.advance(24 * HOUR_MS);
    await reconciliation.start();
    await reconciliation.stop();
    expect(await entry(TICKET.id)).toBeUndefined();
  });
});
