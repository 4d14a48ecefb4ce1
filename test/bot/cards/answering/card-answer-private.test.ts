import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { MessageFlags } from 'discord.js';

import { appErrorOf } from '../../../support/app-error-of.js';
import { gate } from '../../../support/gate.js';
import {
  MODAL,
  DEAD,
  setUp,
  click,
  ok,
  refuse,
  deferring,
} from '../../../support/card-answer-under-test.js';

beforeEach(() => void jest.useFakeTimers());
afterEach(() => void jest.useRealTimers());

describe('the answer that opens a modal', () => {
  it('the answer opens a modal at once', async () => {
    const { answer, calls } = setUp({ showModal: ok });
    await answer.openModal(MODAL);
    expect(calls).toEqual([['showModal', MODAL]]);
  });

  it('the answer says that it is too late for a modal once the click was deferred', async () => {
    const made = setUp({ deferUpdate: deferring(() => made.interaction), followUp: ok });
    await jest.advanceTimersByTimeAsync(1_500);
    await made.answer.openModal(MODAL);
    expect(made.calls).toEqual([
      ['deferUpdate'],
      ['followUp', expect.objectContaining({ flags: MessageFlags.Ephemeral })],
    ]);
  });

  it('the opening of a modal fails for nobody when the person is gone', async () => {
    const { answer, logger } = setUp({ showModal: refuse(DEAD) });
    await answer.openModal(MODAL);
    expect(logger.messages('warn')).toEqual(['Answer came too late']);
  });
});

describe('the answer that tells something', () => {
  const said = {
    content: 'hello @everyone',
    flags: MessageFlags.Ephemeral,
    allowedMentions: { parse: [] },
  };

  it('the answer tells something as a reply, for the clicker alone, and mentions nobody', async () => {
    const { answer, calls } = setUp({ reply: ok });
    await answer.tell('hello @everyone');
    expect(calls).toEqual([['reply', said]]);
  });

  it.each([{ deferred: true }, { replied: true }])(
    'the answer tells something as a followup after an answer (%j)',
    async (state) => {
      const { answer, calls } = setUp({ followUp: ok }, (told) => click({ ...told, ...state }));
      await answer.tell('hello @everyone');
      expect(calls).toEqual([['followUp', said]]);
    },
  );

  it('the answer waits with a private sentence for a deferral that is under way, and then follows up', async () => {
    const deferred = gate();
    const made = setUp({
      deferUpdate: async () => {
        await deferred.opened;
        deferring(() => made.interaction)();
      },
      followUp: ok,
    });
    await jest.advanceTimersByTimeAsync(1_500);
    const telling = made.answer.tell('hello @everyone');
    await jest.advanceTimersByTimeAsync(1_000);
    expect(made.calls).toEqual([['deferUpdate']]);
    deferred.open();
    await telling;
    expect(made.calls).toEqual([['deferUpdate'], ['followUp', said]]);
  });

  it('the telling fails for nobody when the token is dead, and passes on other errors', async () => {
    const dead = setUp({ reply: refuse(DEAD) });
    await dead.answer.tell('hello');
    expect(dead.logger.messages('warn')).toEqual(['Answer came too late']);
    const refused = setUp({ reply: refuse(50035) });
    expect((await appErrorOf(refused.answer.tell('hello'))).code).toBe('discord.rejected');
  });
});

describe('an answer that is settled', () => {
  it('an answer that is settled is not deferred any more', async () => {
    const { answer, calls } = setUp({});
    await answer.settle();
    await jest.advanceTimersByTimeAsync(60_000);
    expect(calls).toEqual([]);
    expect(jest.getTimerCount()).toBe(0);
  });
});
