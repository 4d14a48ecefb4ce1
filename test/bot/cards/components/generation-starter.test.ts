import { describe, expect, it } from '@jest/globals';

import type { CardAnswer } from '../../../../src/bot/cards/answering/card-answer.js';
import { GenerationStarter } from '../../../../src/bot/cards/components/generation-starter.js';
import type { GenerationQueue } from '../../../../src/generation/generation-queue.js';
import type { PersistenceService } from '../../../../src/persistence/persistence-service.js';
import { restoreView } from '../../../../src/views/restore-view.js';
import { appErrorOf } from '../../../support/app-error-of.js';
import { busy, conflict } from '../../../support/memory-persistence.js';
import { generation, interactionState } from '../../../support/states.js';
import { strictDouble } from '../../../support/strict-double.js';

const WAITING = restoreView(interactionState({ generation: generation() }));

const PROGRESS = { kind: 'waiting', before: 2, startsAtMs: null } as const;

function setUp(save: () => Promise<void> = async () => undefined, show = save) {
  const order: string[] = [];
  const persistence = strictDouble<PersistenceService>('PersistenceService', {
    save: async (state) => {
      await save();
      order.push('saved');
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
  });
  const starter = new GenerationStarter(persistence, queue);
  return { order, start: () => starter.start(WAITING, answer) };
}

describe('the generation starter', () => {
  it('the starter stores the request before anything acts on it', async () => {
    const { order, start } = setUp();
    await start();
    expect(order).toEqual(['saved', `woke ${WAITING.state.id}`, 'shown']);
  });

  it.each([busy(), conflict()])(
    'the starter starts and shows nothing when storing fails',
    async (failure) => {
      const { order, start } = setUp(() => Promise.reject(failure));
      expect(await appErrorOf(start())).toBe(failure);
      expect(order).toEqual([]);
    },
  );

  it('the starter has started the generation even when the card cannot be shown', async () => {
    const failure = busy();
    const { order, start } = setUp(undefined, () => Promise.reject(failure));
    expect(await appErrorOf(start())).toBe(failure);
    expect(order).toEqual(['saved', `woke ${WAITING.state.id}`]);
  });
});
