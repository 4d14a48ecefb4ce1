import { describe, expect, it } from '@jest/globals';
import type { Client } from 'discordx';

import { ProcessedEvents } from '../../../src/bot/gateway/session/processed-events.js';
import { RepetitionGuard } from '../../../src/bot/guards/repetition-guard.js';
import type { CardGuardData } from '../../../src/bot/guards/restored-card.js';
import type { Beginnings, CountedWork } from '../../../src/persistence/beginnings.js';
import { appErrorOf } from '../../support/app-error-of.js';
import { buttonClick } from '../../support/discord-doubles.js';
import { strictDouble } from '../../support/strict-double.js';

const CLIENT = strictDouble<Client>('Client', {});
const CLICK = buttonClick('x');

function setUp(isDeadly = false) {
  const counted: Partial<CountedWork<unknown>>[] = [];
  const beginnings = strictDouble<Beginnings>('Beginnings', {
    run: ({ work, giveUp, ...about }) => {
      counted.push(about);
      return isDeadly ? giveUp() : work();
    },
  });
  const processed = new ProcessedEvents();
  const { guard } = new RepetitionGuard(processed, beginnings);
  let handled = 0;
  const next = async () => {
    handled += 1;
  };
  const data: CardGuardData = {};
  const run = async () => guard(CLICK, CLIENT, next, data);
  return { data, run, processed, counted, handled: () => handled };
}

describe('the guard of repeated clicks', () => {
  it('the guard lets a click through that comes for the first time, and counts nothing', async () => {
    const { data, run, counted, handled } = setUp();
    await run();
    expect([handled(), counted]).toEqual([1, []]);
    expect(data).toEqual({});
  });

  it('the guard counts a click that is repeated, and tells it to those that follow', async () => {
    const { data, run, processed, counted, handled } = setUp();
    processed.markRepeated(CLICK.id);
    await run();
    expect(data).toEqual({ isRepeated: true });
    expect(handled()).toBe(1);
    expect(counted).toEqual([{ id: CLICK.id, kind: 'click' }]);
  });

  it('the guard does not let a click through that processes died over, and says so', async () => {
    const { run, processed, handled } = setUp(true);
    processed.markRepeated(CLICK.id);
    expect((await appErrorOf(run() as Promise<void>)).code).toBe('discord.given_up');
    expect(handled()).toBe(0);
  });
});
