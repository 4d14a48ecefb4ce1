import { describe, expect, it } from '@jest/globals';

import type { CardAnswer } from '../../../../src/bot/cards/answering/card-answer.js';
import { GenerationStarter } from '../../../../src/bot/cards/components/generation-starter.js';
import type { GenerationQueue } from '../../../../src/generation/generation-queue.js';
import type { Reservations } from '../../../../src/generation/spending/reservations.js';
import type { InteractionState } from '../../../../src/interactions/interaction-state.js';
import { AUTOMATIC_SETTINGS } from '../../../../src/interactions/settings.js';
import type { SpendingRefusal } from '../../../../src/persistence/ledger-rooms.js';
import type { PersistenceService } from '../../../../src/persistence/persistence-service.js';
import { restoreView } from '../../../../src/views/restore-view.js';
import { appErrorOf } from '../../../support/app-error-of.js';
import { busy, conflict } from '../../../support/memory-persistence.js';
import { generation, interactionState, TICKET } from '../../../support/states.js';
import { OFFERED } from '../../../support/offered-models.js';
import { strictDouble } from '../../../support/strict-double.js';

const WAITING = restoreView(interactionState({ generation: generation() }));

const PROGRESS = { kind: 'waiting', before: 2, startsAtMs: null } as const;

function setUp(
  save: () => Promise<void> = async () => undefined,
  show = save,
  refusal: SpendingRefusal | null = null,
) {
  const order: string[] = [];
  const saved: InteractionState[] = [];
  const persistence = strictDouble<PersistenceService>('PersistenceService', {
    save: async (state) => {
      await save();
      order.push('saved');
      saved.push(state);
      return state;
    },
  });
  const queue = strictDouble<GenerationQueue>('GenerationQueue', {
    schedule: ({ id }) => void order.push(`woke ${id}`),
    progressOf: () => PROGRESS,
  });
  const answer = strictDouble<CardAnswer>('CardAnswer', {
    show: async (view) => {
      await show();
      expect(view.progress).toBe(PROGRESS);
      order.push('shown');
    },
    tell: async (content) => void order.push(content),
  });
  const reservations = strictDouble<Reservations>('Reservations', {
    reserve: async () => {
      order.push('reserved');
      return refusal;
    },
    release: async (id, generationId) => void order.push(`released ${generationId} of ${id}`),
  });
  const starter = new GenerationStarter(persistence, queue, reservations, OFFERED);
  return { order, saved, start: (asked = WAITING) => starter.start(asked, answer) };
}

describe('the generation starter', () => {
  it('the starter asks for what the model can do, and the card says what was replaced', async () => {
    const settings = { ...AUTOMATIC_SETTINGS, model: 'of old', aspectRatio: '16:9' };
    const state = interactionState({ settings, generation: generation({ settings }) });
    const { start, saved } = setUp();
    await start(restoreView(state));
    const fitted = { ...AUTOMATIC_SETTINGS, aspectRatio: '16:9' };
    expect(saved).toMatchObject([{ settings: fitted, generation: { settings: fitted } }]);
    expect(saved[0]?.settingsNotes).toEqual([
      'The model of old is not available any more, so I use usual.',
    ]);
  });

  it('the starter stores the request before anything acts on it', async () => {
    const { order, start } = setUp();
    await start();
    expect(order).toEqual(['reserved', 'saved', `woke ${WAITING.state.id}`, 'shown']);
  });

  it.each([busy(), conflict()])(
    'the starter starts and shows nothing, and keeps nothing reserved, when storing fails',
    async (failure) => {
      const { order, start } = setUp(() => Promise.reject(failure));
      expect(await appErrorOf(start())).toBe(failure);
      expect(order).toEqual(['reserved', `released ${TICKET.id} of ${WAITING.state.id}`]);
    },
  );

  it('the starter has started the generation even when the card cannot be shown', async () => {
    const failure = busy();
    const { order, start } = setUp(undefined, () => Promise.reject(failure));
    expect(await appErrorOf(start())).toBe(failure);
    expect(order).toEqual(['reserved', 'saved', `woke ${WAITING.state.id}`]);
  });

  it('the starter stores nothing where a limit leaves no room, and says which one and until when', async () => {
    const quota = { pictures: 3, windowMs: 8 * 3_600_000 };
    const refusal = { limit: 'person', quota, untilMs: 1_763_000_000_001 } as const;
    const { order, start } = setUp(undefined, undefined, refusal);
    await start();
    expect(order).toEqual([
      'reserved',
      'You may have 3 pictures in 8h, and they are used, so I made nothing. There is room for this again <t:1763000001:R>.',
    ]);
  });
});
