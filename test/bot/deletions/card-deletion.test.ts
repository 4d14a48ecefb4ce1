import { describe, expect, it } from '@jest/globals';

import type { CardAnswer } from '../../../src/bot/cards/answering/card-answer.js';
import { CardDeletion } from '../../../src/bot/deletions/card-deletion.js';
import type { GenerationQueue } from '../../../src/generation/generation-queue.js';
import type { InteractionRemoval } from '../../../src/maintenance/retention/interaction-removal.js';
import type { InteractionState } from '../../../src/interactions/interaction-state.js';
import { AppError } from '../../../src/platform/app-error.js';
import { appErrorOf } from '../../support/app-error-of.js';
import { busy, MemoryPersistence } from '../../support/memory-persistence.js';
import { RecordingLogger } from '../../support/recording-logger.js';
import { generationIn, INTERACTION_ID, resultState } from '../../support/states.js';
import { strictDouble } from '../../support/strict-double.js';

const FORMER = {
  channelId: '410000000000000004',
  messageId: '610000000000000006',
  reach: 'channel' as const,
};
const PRIVATE = { ...FORMER, messageId: '610000000000000007', reach: 'token' as const };
const STATE = resultState(1, { generation: generationIn('running') });

const unreachable = () =>
  new AppError({ code: 'discord.undeliverable', retryable: false, userMessage: 'I may not.' });

interface Told {
  readonly card?: AppError;
  readonly data?: AppError;
  readonly former?: AppError;
  readonly state?: InteractionState;
}

/** The deletion of a card, with failures of its last two steps on request. */
function setUp({ card, data, former, state = STATE }: Told = {}) {
  const stored = new MemoryPersistence(state);
  const steps: string[] = [];
  const step = async (name: string, failure?: AppError) => {
    if (failure) throw failure;
    steps.push(name);
  };
  const status = () => `${stored.state.generation?.status}, ${typeof stored.state.deletedAt}`;
  const generations = strictDouble<GenerationQueue>('GenerationQueue', {
    cancel: () => void steps.push(`called off (${status()})`),
  });
  const removal = strictDouble<InteractionRemoval>('InteractionRemoval', {
    remove: ({ id, requestMessageId }) => step(`removed ${id}, asked by ${requestMessageId}`, data),
  });
  const answer = strictDouble<CardAnswer>('CardAnswer', {
    remove: () => step('deleted', card),
    removeFormer: ({ messageId }) => step(`deleted former ${messageId}`, former),
  });
  const deletion = new CardDeletion(stored.service, generations, removal, new RecordingLogger());
  return { stored, steps, run: () => deletion.delete(state, answer) };
}

const REMOVED = `removed ${INTERACTION_ID}, asked by ${STATE.requestMessageId}`;

describe('the deletion of a card', () => {
  it('the deletion is noted, calls the generation off, deletes the message, and then removes the data', async () => {
    const { steps, run } = setUp();
    await run();
    expect(steps).toEqual(['called off (cancelling, string)', 'deleted', REMOVED]);
  });

  it('the deletion deletes the messages, too, that were the card before, and that its channel reaches', async () => {
    const { steps, run } = setUp({ state: { ...STATE, formerCards: [PRIVATE, FORMER] } });
    await run();
    expect(steps.slice(1)).toEqual([`deleted former ${FORMER.messageId}`, 'deleted', REMOVED]);
  });

  it('the deletion goes on where a former message is out of reach', async () => {
    const state = { ...STATE, formerCards: [FORMER] };
    const { steps, run } = setUp({ state, former: unreachable() });
    await run();
    expect(steps.slice(1)).toEqual(['deleted', REMOVED]);
  });

  it('the deletion does nothing when it cannot be noted', async () => {
    const { stored, steps, run } = setUp();
    stored.failures.push(busy());
    expect((await appErrorOf(run())).code).toBe('storage.busy');
    expect(steps).toEqual([]);
  });

  it('the deletion keeps the data of a card that it could not delete, and says what to do', async () => {
    const { steps, run } = setUp({ card: unreachable() });
    const { code, userMessage } = await appErrorOf(run());
    expect(code).toBe('discord.undeliverable');
    expect(userMessage).toMatch(/^I may not\. So the card is still there\. Press 🗑️ once more/u);
    expect(steps).toEqual(['called off (cancelling, string)']);
  });

  it('the deletion says that data is left, and until when, when that could not be removed', async () => {
    const { run } = setUp({ data: busy() });
    const { code, userMessage } = await appErrorOf(run());
    expect(code).toBe('storage.busy');
    expect(userMessage).toContain('The card is gone, but not all that I have stored for it.');
  });

  it('the deletion goes on where a process died over it, after any of its steps', async () => {
    const { stored, steps, run } = setUp();
    await run();
    await run();
    stored.isRemoved = true;
    await run();
    expect(steps.filter((each) => each === REMOVED)).toHaveLength(3);
  });
});
