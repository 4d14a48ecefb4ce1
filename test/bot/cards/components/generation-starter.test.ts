import { describe, expect, it } from '@jest/globals';

import type { CardAnswer } from '../../../../src/bot/cards/answering/card-answer.js';
import type { GenerationRequests } from '../../../../src/bot/cards/components/generation-requests.js';
import { GenerationStarter } from '../../../../src/bot/cards/components/generation-starter.js';
import type { GenerationQueue } from '../../../../src/generation/generation-queue.js';
import type { InteractionState } from '../../../../src/interactions/interaction-state.js';
import { AUTOMATIC_SETTINGS } from '../../../../src/interactions/settings.js';
import { restoreView } from '../../../../src/views/restore-view.js';
import { appErrorOf } from '../../../support/app-error-of.js';
import { busy } from '../../../support/memory-persistence.js';
import { generation, interactionState } from '../../../support/states.js';
import { OFFERED } from '../../../support/offered-models.js';
import { strictDouble } from '../../../support/strict-double.js';

const WAITING = restoreView(interactionState({ generation: generation() }));

const PROGRESS = { kind: 'waiting', before: 2, startsInMs: null } as const;

const ROLES = ['1', '2'];

interface Told {
  readonly refusal?: string;
  readonly store?: () => Promise<void>;
  readonly show?: () => Promise<void>;
}

function setUp({ refusal, store, show }: Told = {}) {
  const order: string[] = [];
  const saved: InteractionState[] = [];
  const requests = strictDouble<GenerationRequests>('GenerationRequests', {
    store: async (state, roleIds) => {
      expect(roleIds).toEqual(ROLES);
      await store?.();
      if (refusal !== undefined) return { refusal };
      order.push('saved');
      saved.push(state);
      return { state };
    },
  });
  const queue = strictDouble<GenerationQueue>('GenerationQueue', {
    schedule: ({ id }) => void order.push(`woke ${id}`),
    progressOf: () => PROGRESS,
  });
  const answer = strictDouble<CardAnswer>('CardAnswer', {
    show: async (view) => {
      await show?.();
      expect(view.progress).toBe(PROGRESS);
      order.push('shown');
    },
    roleIds: ROLES,
    tell: async (content) => void order.push(content),
  });
  const starter = new GenerationStarter(requests, queue, OFFERED);
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
    expect(order).toEqual(['saved', `woke ${WAITING.state.id}`, 'shown']);
  });

  it('the starter starts nothing that is refused, and tells only who clicked why', async () => {
    const { order, start } = setUp({ refusal: 'No room.' });
    await start();
    expect(order).toEqual(['No room.']);
  });

  it('the starter starts and shows nothing when storing fails', async () => {
    const failure = busy();
    const { order, start } = setUp({ store: () => Promise.reject(failure) });
    expect(await appErrorOf(start())).toBe(failure);
    expect(order).toEqual([]);
  });

  it('the starter has started the generation even when the card cannot be shown', async () => {
    const failure = busy();
    const { order, start } = setUp({ show: () => Promise.reject(failure) });
    expect(await appErrorOf(start())).toBe(failure);
    expect(order).toEqual(['saved', `woke ${WAITING.state.id}`]);
  });
});
