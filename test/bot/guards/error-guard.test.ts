import { describe, expect, it } from '@jest/globals';
import { Message } from 'discord.js';
import type { Client } from 'discordx';

import { AppError, type ErrorCode } from '../../../src/platform/app-error.js';
import type { CardAnswer } from '../../../src/bot/cards/answering/card-answer.js';
import { ErrorGuard, type Subject } from '../../../src/bot/guards/error-guard.js';
import type { CardGuardData } from '../../../src/bot/guards/restored-card.js';
import { InFlight } from '../../../src/platform/in-flight.js';
import { restoreView } from '../../../src/views/restore-view.js';
import { buttonClick } from '../../support/discord-doubles.js';
import { FakeClock } from '../../support/fake-clock.js';
import { gate } from '../../support/gate.js';
import { RecordingLogger } from '../../support/recording-logger.js';
import { INTERACTION_ID, resultState } from '../../support/states.js';
import { strictDouble, strictInstance } from '../../support/strict-double.js';

const CLICK = buttonClick(`style_nav_left:${INTERACTION_ID}`);

const appError = (code: ErrorCode, retryable = false) =>
  new AppError({ code, retryable, userMessage: 'The sentence.' });

function setUp(retentionDays = 30, previewHours = 0) {
  const clock = new FakeClock();
  const logger = new RecordingLogger();
  const inFlight = new InFlight();
  const { guard } = new ErrorGuard(inFlight, { retentionDays, previewHours }, clock, logger);
  const told: string[] = [];
  const settled: string[] = [];
  const answer = strictDouble<CardAnswer>('CardAnswer', {
    tell: async (content) => void told.push(content),
    settle: async () => void settled.push('settled'),
  });
  const client = strictDouble<Client>('Client', {});
  const run = async (
    subject: Subject,
    next: () => Promise<unknown>,
    data: CardGuardData = { answer, view: restoreView(resultState(1)) },
  ): Promise<void> => {
    await guard(subject, client, next, data);
  };
  return { clock, logger, inFlight, told, settled, answer, run };
}

const failing = (error: unknown) => async (): Promise<never> => {
  throw error;
};

describe('the error guard', () => {
  it('the guard says nothing to a person whom another process has answered', async () => {
    const { told, settled, logger, run } = setUp();
    await run(CLICK, failing(appError('discord.answered_elsewhere')));
    expect(told).toEqual([]);
    expect(settled).toEqual(['settled']);
    expect(logger.messages('info')).toEqual(['Another process answered']);
    expect(logger.messages('error')).toEqual([]);
  });

  it('the guard tells words of others as they were typed, without formatting', async () => {
    const { told, run } = setUp();
    const userMessage = 'The model says: [prize](https://e.example) @everyone';
    const error = new AppError({ code: 'model.refused', retryable: false, userMessage });
    await run(CLICK, failing(error));
    expect(told).toEqual(['The model says: \\[prize\\](https\\://e.example) \\@everyone']);
  });

  it('the guard logs who did what to which interaction, and how long it took', async () => {
    const { clock, logger, told, settled, run } = setUp();
    await run(CLICK, async () => clock.advance(12));
    expect(logger.lines).toEqual([
      {
        level: 'info',
        fields: {
          interactionId: INTERACTION_ID,
          userId: '200000000000000002',
          action: 'style_nav_left',
          durationMs: 12,
        },
        message: 'Answered',
      },
    ]);
    expect(told).toEqual([]);
    expect(settled).toEqual(['settled']);
  });

  it('the guard logs what went wrong with the interaction id, and tells the person the sentence', async () => {
    const { logger, told, settled, run } = setUp();
    const error = appError('storage.full', true);
    await run(CLICK, failing(error));
    expect(logger.lines[0]).toEqual({
      level: 'error',
      fields: {
        interactionId: INTERACTION_ID,
        userId: '200000000000000002',
        action: 'style_nav_left',
        err: error,
      },
      message: 'Answering failed',
    });
    expect(told).toEqual(['The sentence.']);
    expect(settled).toEqual(['settled']);
  });

  it.each(['state.no_id', 'state.unreadable', 'state.foreign'] as const)(
    'the guard says that a card could not be restored, why, and what to do (%s)',
    async (code) => {
      const { told, run } = setUp();
      await run(CLICK, failing(appError(code)));
      expect(told).toEqual([
        'This card could not be restored. The sentence. Its picture stays as it is; mention me with a prompt or pictures, or use /imagine, to start anew.',
      ]);
    },
  );

  it.each([
    [
      30,
      'I keep cards for at most 30 days after their last use, unless somebody deletes them. This one is gone.',
    ],
    [
      1,
      'I keep cards for at most 1 day after their last use, unless somebody deletes them. This one is gone.',
    ],
    [0, 'This card could not be restored. The sentence.'],
  ])(
    'the guard says of a card whose row is not there what %i days of keeping mean',
    async (days, why) => {
      const { told, run } = setUp(days);
      await run(CLICK, failing(appError('state.not_found')));
      expect(told).toEqual([
        `${why} Its picture stays as it is; mention me with a prompt or pictures, or use /imagine, to start anew.`,
      ]);
    },
  );

  it.each([
    [
      30,
      24,
      'I keep cards for at most 30 days after their last use, and previews that nobody confirms for 24 hours, unless somebody deletes them. This one is gone.',
    ],
    [
      0,
      1,
      'I keep cards for ever, but previews that nobody confirms for 1 hour, unless somebody deletes them. This one is gone.',
    ],
  ])(
    'the guard says how long previews are kept that nobody confirms (%i days, %i hours)',
    async (days, hours, why) => {
      const { told, run } = setUp(days, hours);
      await run(CLICK, failing(appError('state.not_found')));
      expect(told.join()).toContain(why);
    },
  );

  it('the guard says a conflict as it is, which is over with the next press', async () => {
    const { told, run } = setUp();
    await run(CLICK, failing(appError('state.conflict', true)));
    expect(told).toEqual(['The sentence.']);
  });

  it('the guard says nothing of a defect but that there was one', async () => {
    const { told, run } = setUp();
    await run(CLICK, failing(new TypeError('secret is undefined')));
    expect(told).toEqual([expect.stringContaining('Something in me broke')]);
    expect(told.join()).not.toContain('secret');
  });

  it('the guard goes on when even that cannot be said', async () => {
    const { answer, logger, settled, run } = setUp();
    answer.tell = () => Promise.reject(new Error('Discord is gone'));
    await run(CLICK, failing(appError('storage.busy', true)));
    expect(logger.messages('warn')).toEqual(['Could not tell the person what went wrong']);
    expect(settled).toEqual(['settled']);
  });

  it('the guard replies to a click whose answer was not begun', async () => {
    const replies: unknown[] = [];
    const click = buttonClick('x', { reply: async (reply: unknown) => void replies.push(reply) });
    await setUp().run(click, failing(appError('storage.busy')), {});
    expect(replies).toEqual([expect.objectContaining({ content: 'The sentence.' })]);
  });

  it('the guard replies to a message that could not be handled', async () => {
    const replies: unknown[] = [];
    const message = strictInstance(Message, {
      id: '50',
      author: { id: '7' },
      guild: null,
      reply: async (reply: unknown) => void replies.push(reply),
    });
    const { logger, run } = setUp();
    await run([message], failing(appError('storage.full')), {});
    expect(replies).toEqual([
      {
        content: 'The sentence.',
        allowedMentions: { parse: [] },
        nonce: 'told-50',
        enforceNonce: true,
        failIfNotExists: true,
      },
    ]);
    expect(logger.lines).toMatchObject([
      { level: 'error', fields: { userId: '7', action: 'mention' } },
    ]);
  });

  it('the guard catches what goes wrong in events without any person', async () => {
    const { logger, run } = setUp();
    await run([{ some: 'event' }], failing(new Error('broken')), {});
    expect(logger.messages('error')).toEqual(['Answering failed']);
  });

  it('the guard counts the work, so that a stop waits for it', async () => {
    const { inFlight, run } = setUp();
    const work = gate();
    const order: string[] = [];
    const running = run(CLICK, () => work.opened).then(() => order.push('answered'));
    const stopped = inFlight.stop(3_600_000).then(() => order.push('stopped'));
    work.open();
    await Promise.all([running, stopped]);
    expect(order).toEqual(['answered', 'stopped']);
  });
});
