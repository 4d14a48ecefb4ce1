import { describe, expect, it } from '@jest/globals';

import { GenerationRequests } from '../../../../src/bot/cards/components/generation-requests.js';
import type { RefusalRecord } from '../../../../src/bot/guards/rules/refusal-record.js';
import type { Reservations } from '../../../../src/generation/spending/reservations.js';
import type { SpendingRefusal } from '../../../../src/persistence/ledger-rooms.js';
import type { WaitingPlaces } from '../../../../src/persistence/waiting-places.js';
import { appErrorOf } from '../../../support/app-error-of.js';
import { ONE_LISTED_WORD } from '../../../support/listed-words.js';
import { busy, conflict } from '../../../support/memory-persistence.js';
import { personLimits } from '../../../support/person-limits.js';
import { generation, interactionState, TICKET } from '../../../support/states.js';
import { strictDouble } from '../../../support/strict-double.js';

const WAITING = interactionState({ generation: generation() });
const ROLES = ['1', '2'];
const RELEASED = `released ${TICKET.id} of ${WAITING.id}`;

interface Told {
  readonly spending?: SpendingRefusal | null;
  readonly save?: () => Promise<'none is left' | void>;
}

function setUp({ spending = null, save = async () => undefined }: Told = {}) {
  const order: string[] = [];
  const noted: unknown[] = [];
  const reservations = strictDouble<Reservations>('Reservations', {
    reserve: async (_state, roleIds) => {
      expect(roleIds).toEqual(ROLES);
      order.push('reserved');
      return spending;
    },
    release: async (id, generationId) => void order.push(`released ${generationId} of ${id}`),
  });
  const places = strictDouble<WaitingPlaces>('WaitingPlaces', {
    save: async (state) => {
      if ((await save()) === 'none is left') return null;
      order.push('saved');
      return state;
    },
  });
  const record = strictDouble<RefusalRecord>('RefusalRecord', {
    note: async (id, refused) => void noted.push([id, refused]),
  });
  const requests = new GenerationRequests(
    ONE_LISTED_WORD,
    reservations,
    places,
    personLimits({ waiting: 5 }),
    record,
  );
  return { order, noted, store: async (asked = WAITING) => requests.store(asked, ROLES) };
}

describe('requests of generations', () => {
  it('a request is stored after what it may cost was reserved', async () => {
    const { order, store } = setUp();
    expect(await store()).toEqual({ state: WAITING });
    expect(order).toEqual(['reserved', 'saved']);
  });

  it.each([busy(), conflict()])(
    'a request that cannot be stored keeps nothing reserved',
    async (failure) => {
      const { order, store } = setUp({ save: () => Promise.reject(failure) });
      expect(await appErrorOf(store())).toBe(failure);
      expect(order).toEqual(['reserved', RELEASED]);
    },
  );

  it('a request is refused where a limit leaves no room, with the limit and until when', async () => {
    const quota = { pictures: 3, windowMs: 8 * 3_600_000 };
    const spending = { limit: 'person', quota, untilMs: 1_763_000_000_001 } as const;
    const { order, store } = setUp({ spending });
    expect(await store()).toEqual({
      refusal:
        'You may have 3 pictures in 8h, and they are used up, so I made nothing. There is room for this again <t:1763000001:R>.',
    });
    expect(order).toEqual(['reserved']);
  });

  it('a request of a person who has no place left is refused, and keeps nothing reserved', async () => {
    const { order, store } = setUp({ save: async () => 'none is left' });
    expect(await store()).toEqual({
      refusal:
        '5 pictures of yours are waiting or being made, and more cannot wait for one person. Press again when one of them is there, or cancel one.',
    });
    expect(order).toEqual(['reserved', RELEASED]);
  });

  it.each([
    ['own words', { prompt: 'A style of things.', ownPrompt: 'forbidden things' }],
    [
      'whole wording, where the own words are not known',
      { prompt: 'forbidden things', ownPrompt: null },
    ],
  ])('a request is refused and noted when a listed word is in its %s', async (_where, words) => {
    const { order, noted, store } = setUp();
    const asked = interactionState({ generation: generation(words) });
    expect(await store(asked)).toEqual({ refusal: expect.stringContaining('||forbidden||') });
    expect(order).toEqual([]);
    expect(noted).toEqual([
      [
        TICKET.id,
        {
          rule: 'listed-words',
          refusal: { sentence: expect.any(String), verdict: 'forbidden' },
          act: {
            name: 'request',
            person: { id: TICKET.requestedBy },
            place: { guildId: asked.guildId, channelId: asked.channelId },
            card: asked,
            words: 'forbidden things',
          },
        },
      ],
    ]);
  });

  it('listed words are not looked for in the wording of a style', async () => {
    const { order, store } = setUp();
    const words = { prompt: 'A forbidden style of a cat.', ownPrompt: 'a cat' };
    await store(interactionState({ generation: generation(words) }));
    expect(order).toContain('saved');
  });
});
