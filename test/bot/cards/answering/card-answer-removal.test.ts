import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';

import { AppError } from '../../../../src/platform/app-error.js';
import { appErrorOf } from '../../../support/app-error-of.js';
import {
  click,
  DEAD,
  deferring,
  ok,
  refuse,
  setUp,
  type Answers,
  type Call,
} from '../../../support/card-answer-under-test.js';

const UNKNOWN_MESSAGE = 10008;
const UNKNOWN_CHANNEL = 10003;
const MISSING_ACCESS = 50001;

beforeEach(() => void jest.useFakeTimers());
afterEach(() => void jest.useRealTimers());

/** An answer to a click on a card that can also be deleted by its channel. */
function removing(answers: Answers, byChannel: () => unknown = ok) {
  const deletions: Call[] = [];
  const remove = async (...args: unknown[]) => {
    deletions.push(['delete', ...args]);
    return byChannel();
  };
  const channel = { isTextBased: () => true, messages: { delete: remove } };
  const client = { channels: { fetch: async () => channel } };
  const made = setUp(
    { deferUpdate: deferring(() => made.interaction), ...answers },
    (told): ReturnType<typeof click> => click({ client, ...told }),
  );
  return { ...made, deletions };
}

describe('the answer that deletes its card', () => {
  it('the answer that deletes its card defers and does so by the token', async () => {
    const { answer, calls, deletions } = removing({ deleteReply: ok });
    await answer.remove();
    expect(calls).toEqual([['deferUpdate'], ['deleteReply']]);
    expect(deletions).toEqual([]);
  });

  it('the answer that deletes its card was deferred already where storage was slow', async () => {
    const { answer, calls } = removing({ deleteReply: ok });
    await jest.advanceTimersByTimeAsync(2_000);
    await answer.remove();
    expect(calls).toEqual([['deferUpdate'], ['deleteReply']]);
  });

  it.each([
    ['came too late', { deferUpdate: refuse(DEAD) }],
    ['is dead', { deleteReply: refuse(50027) }],
    ['is not answered', { deleteReply: () => Promise.reject(new Error('ECONNRESET')) }],
  ])(
    'the answer that deletes its card does so by the channel when its token %s',
    async (_, all) => {
      const { answer, deletions, interaction } = removing(all);
      await answer.remove();
      expect(deletions).toEqual([['delete', interaction.message?.id]]);
    },
  );

  it.each([UNKNOWN_MESSAGE, UNKNOWN_CHANNEL])(
    'the answer that deletes its card is content where that is gone already (%i)',
    async (code) => {
      const { answer, deletions } = removing({ deleteReply: refuse(code) }, refuse(code));
      await answer.remove();
      expect(deletions).toHaveLength(1);
    },
  );

  it('the answer that deletes its card says why that is not possible', async () => {
    const made = removing({ deleteReply: refuse(DEAD) }, refuse(MISSING_ACCESS));
    expect((await appErrorOf(made.answer.remove())).code).toBe('discord.undeliverable');
  });

  it('the answer that deletes its card leaves it to another process that has answered', async () => {
    const elsewhere = new AppError({
      code: 'discord.answered_elsewhere',
      retryable: false,
      userMessage: 'Another process of mine has answered that.',
    });
    const { answer, deletions } = removing({ deferUpdate: () => Promise.reject(elsewhere) });
    expect(await appErrorOf(answer.remove())).toBe(elsewhere);
    expect(deletions).toEqual([]);
  });
});
