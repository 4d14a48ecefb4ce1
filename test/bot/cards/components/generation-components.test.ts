import { describe, expect, it } from '@jest/globals';
import type { Client } from 'discordx';

import type { CardAnswer } from '../../../../src/bot/cards/answering/card-answer.js';
import { GenerationComponents } from '../../../../src/bot/cards/components/generation-components.js';
import type { GenerationStarter } from '../../../../src/bot/cards/components/generation-starter.js';
import type { GenerationQueue } from '../../../../src/generation/generation-queue.js';
import type { Generation } from '../../../../src/interactions/generation.js';
import { restoreView } from '../../../../src/views/restore-view.js';
import { appErrorOf } from '../../../support/app-error-of.js';
import { buttonClick, SEEN } from '../../../support/discord-doubles.js';
import { busy, MemoryPersistence } from '../../../support/memory-persistence.js';
import {
  generationIn,
  INTERACTION_ID,
  interactionState,
  OVERLOAD,
} from '../../../support/states.js';
import { strictDouble } from '../../../support/strict-double.js';

const CLICK = buttonClick('x', {
  user: { id: '200000000000000002' },
  createdAt: new Date('2026-11-24T12:00:00.000Z'),
});
const CLIENT = strictDouble<Client>('Client', {});

function setUp(generation: Generation) {
  const stored = new MemoryPersistence(interactionState({ generation }));
  const done: string[] = [];
  const queue = strictDouble<GenerationQueue>('GenerationQueue', {
    cancel: (id) => void done.push(`called off ${id} (${stored.state.generation?.status})`),
  });
  const starter = strictDouble<GenerationStarter>('GenerationStarter', {
    start: async ({ state }) => void done.push(`started ${state.generation?.status}`),
  });
  const answer = strictDouble<CardAnswer>('CardAnswer', {
    show: async ({ state }) => void done.push(`shown ${state.generation?.status}`),
  });
  const components = new GenerationComponents(stored.service, queue, starter);
  const card = () => ({ view: restoreView(stored.state), seen: SEEN, answer });
  const cancel = () => components.cancel(CLICK, CLIENT, card());
  const tryAgain = () => components.tryAgain(CLICK, CLIENT, card());
  return { stored, done, cancel, tryAgain };
}

describe('the Cancel button', () => {
  it('the Cancel button stores that the generation is cancelled before anything acts on it', async () => {
    const { done, cancel } = setUp(generationIn('running'));
    await cancel();
    expect(done).toEqual([`called off ${INTERACTION_ID} (cancelling)`, 'shown cancelling']);
  });

  it('the Cancel button stops nothing when that cannot be stored', async () => {
    const { stored, done, cancel } = setUp(generationIn('running'));
    stored.failures.push(busy());
    expect((await appErrorOf(cancel())).code).toBe('storage.busy');
    expect(done).toEqual([]);
  });

  it('the Cancel button shows the card as it is when it comes too late', async () => {
    const { stored, done, cancel } = setUp(generationIn('delivered'));
    await cancel();
    expect(done).toEqual(['shown delivered']);
    expect(stored.saved).toEqual([]);
  });
});

describe('the Try again button', () => {
  it('the Try again button asks once more for what failed', async () => {
    const { done, tryAgain } = setUp({ ...generationIn('failed'), failure: OVERLOAD });
    await tryAgain();
    expect(done).toEqual(['started requested']);
  });

  it('the Try again button shows a card that has moved on as it is', async () => {
    const { done, tryAgain } = setUp(generationIn('running'));
    await tryAgain();
    expect(done).toEqual(['shown running']);
  });
});
