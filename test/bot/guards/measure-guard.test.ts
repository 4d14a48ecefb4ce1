import { describe, expect, it } from '@jest/globals';
import { Message } from 'discord.js';
import type { Client } from 'discordx';

import { AppError } from '../../../src/platform/app-error.js';
import type { Subject } from '../../../src/bot/guards/error-guard.js';
import { MeasureGuard } from '../../../src/bot/guards/measure-guard.js';
import type { CardGuardData } from '../../../src/bot/guards/restored-card.js';
import { restoreView } from '../../../src/views/restore-view.js';
import { buttonClick, modalSubmit, styleChoice } from '../../support/discord-doubles.js';
import { RecordingMetrics } from '../../support/recording-metrics.js';
import { rejectionOf } from '../../support/rejection-of.js';
import { INTERACTION_ID, resultState } from '../../support/states.js';
import { strictDouble, strictInstance } from '../../support/strict-double.js';

const CLIENT = strictDouble<Client>('Client', {});
const CLICK = buttonClick(`style_nav_left:${INTERACTION_ID}`);
const COMMAND = buttonClick('', { isButton: () => false, isCommand: () => true });
const MENTION: Subject = [strictInstance(Message, {})];
const VIEW = restoreView(resultState(1));
const GONE = new AppError({ code: 'state.not_found', retryable: false, userMessage: 'Gone.' });

/** Runs both guards around `restore`, which stands for the guard between them, and the handler. */
function setUp() {
  const metrics = new RecordingMetrics();
  const guard = new MeasureGuard(metrics);
  const run = async (subject: Subject, between: (data: CardGuardData) => Promise<void>) => {
    const data: CardGuardData = {};
    await guard.around(
      subject,
      CLIENT,
      async () => {
        await between(data);
        await guard.restored(subject, CLIENT, nothing, data);
      },
      data,
    );
  };
  return { metrics, guard, run };
}

const nothing = async () => undefined;
const restores = async (data: CardGuardData) => {
  data.view = VIEW;
};
const fails = (error: unknown) => async (): Promise<never> => {
  throw error;
};

describe('the guards that measure', () => {
  it.each([
    ['button', CLICK],
    ['select', styleChoice('sketch')],
    ['modal', modalSubmit()],
  ] as const)(
    'the guards count and time a restored view and its answer, on a %s',
    async (kind, subject) => {
      const { metrics, run } = setUp();
      await run(subject, restores);
      expect(metrics.calls).toEqual([['restored'], ['answered', kind, null]]);
      for (const durationMs of metrics.durations) expect(durationMs).toBeGreaterThan(0);
    },
  );

  it('the guards count a card that could not be restored by its reason, and let the error pass', async () => {
    const { metrics, run } = setUp();
    expect(await rejectionOf(run(CLICK, fails(GONE)))).toBe(GONE);
    expect(metrics.calls).toEqual([
      ['notRestorable', 'state.not_found'],
      ['answered', 'button', 'state.not_found'],
    ]);
  });

  it('the guards count a failure behind the restored view as a failed answer only', async () => {
    const { metrics, run } = setUp();
    const failed = run(CLICK, async (data) => {
      await restores(data);
      throw new TypeError('a defect');
    });
    expect(await rejectionOf(failed)).toBeInstanceOf(TypeError);
    expect(metrics.calls).toEqual([['answered', 'button', 'defect']]);
  });

  it('the guards count a click that is done over after a conflict as one restored view', async () => {
    const { metrics, guard } = setUp();
    const data: CardGuardData = {};
    const handled = () => guard.restored(CLICK, CLIENT, nothing, data);
    await guard.around(
      CLICK,
      CLIENT,
      async () => {
        await restores(data);
        await handled();
        await handled();
      },
      data,
    );
    expect(metrics.calls).toEqual([['restored'], ['answered', 'button', null]]);
  });

  it('the guards count commands, and mentions that led to a card, but no other events', async () => {
    const { metrics, run } = setUp();
    await run(COMMAND, nothing);
    await run(MENTION, nothing);
    await run([{}], nothing);
    expect(metrics.calls).toEqual([['answered', 'command', null]]);
    await run(MENTION, restores);
    expect(metrics.calls.slice(1)).toEqual([['restored'], ['answered', 'mention', null]]);
    await rejectionOf(run(MENTION, fails(GONE)));
    expect(metrics.calls.slice(3)).toEqual([['answered', 'mention', 'state.not_found']]);
  });
});
