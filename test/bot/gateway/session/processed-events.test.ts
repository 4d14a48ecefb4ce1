import { describe, expect, it } from '@jest/globals';
import { BaseInteraction, Message } from 'discord.js';
import type { Client } from 'discordx';

import type { Subject } from '../../../../src/bot/guards/error-guard.js';
import { ProcessedEvents } from '../../../../src/bot/gateway/session/processed-events.js';
import { DeduplicationGuard } from '../../../../src/bot/guards/deduplication-guard.js';
import { gate } from '../../../support/gate.js';
import { strictDouble, strictInstance } from '../../../support/strict-double.js';

const CLIENT = strictDouble<Client>('Client', {});
const NEVER = new AbortController().signal;

describe('the processed events', () => {
  it('the processed events let each event begin once', () => {
    const processed = new ProcessedEvents();
    expect([
      processed.markStarted('1'),
      processed.markStarted('1'),
      processed.markStarted('2'),
    ]).toEqual([true, false, true]);
    processed.markDone('1');
    expect(processed.markStarted('1')).toBe(false);
  });

  it('the processed events tell when an event is done with', async () => {
    const processed = new ProcessedEvents();
    processed.markStarted('1');
    const ended = processed.waitUntilDone('1', NEVER);
    expect([processed.isStarted('1'), processed.isDone('1')]).toEqual([true, false]);
    processed.markDone('1');
    await ended;
    await processed.waitUntilDone('1', NEVER);
    expect(processed.isDone('1')).toBe(true);
  });

  it('the processed events stop waiting when they are told to', async () => {
    const stop = new AbortController();
    const processed = new ProcessedEvents();
    processed.markStarted('1');
    const waiting = processed.waitUntilDone('1', stop.signal);
    stop.abort();
    await expect(waiting).rejects.toThrow('aborted');
  });

  it('the processed events forget the oldest of very many', () => {
    const processed = new ProcessedEvents();
    for (let n = 0; n <= 20_000; n += 1) processed.markStarted(String(n));
    expect([processed.isStarted('0'), processed.isStarted('1')]).toEqual([false, true]);
  });
});

/** A direct message, unless told by whom or where it was said. */
const said = (told: object = {}) =>
  strictInstance(Message, {
    id: '5',
    author: { bot: false },
    client: CLIENT,
    guild: null,
    mentions: {},
    system: false,
    webhookId: null,
    ...told,
  });

function setUp() {
  const processed = new ProcessedEvents();
  const { guard } = new DeduplicationGuard(processed);
  let runs = 0;
  const run = (subject: Subject, work: () => Promise<void> = async () => undefined) =>
    guard(
      subject,
      CLIENT,
      async () => {
        runs += 1;
        await work();
      },
      {},
    );
  return { processed, run, count: () => runs };
}

describe('the guard that lets events through once', () => {
  it.each([
    ['a message', said()],
    ['an interaction', strictInstance(BaseInteraction, { id: '5' })],
  ])('the guard handles %s once, however often it comes', async (_what, event) => {
    const { processed, run, count } = setUp();
    const { opened, open } = gate();
    const first = run([event], () => opened);
    await run([event]);
    expect([count(), processed.isDone('5')]).toEqual([1, false]);
    open();
    await first;
    await run([event]);
    expect([count(), processed.isDone('5')]).toEqual([1, true]);
  });

  it('the guard counts an event as done though its handler failed', async () => {
    const { processed, run } = setUp();
    const event = said();
    await expect(run([event], () => Promise.reject(new Error('no')))).rejects.toThrow('no');
    expect(processed.isDone('5')).toBe(true);
  });

  it('the guard counts no message that is not for the bot, because an edit can make it one', async () => {
    const { run, count } = setUp();
    await run([said({ author: { bot: true } })]);
    await run([said()]);
    expect(count()).toBe(2);
  });

  it('the guard lets the inner pass of an interaction through, and events of another kind', async () => {
    const { run, count } = setUp();
    const click = strictInstance(BaseInteraction, { id: '5' });
    await run([click]);
    await run(click as Subject);
    await run(['ready']);
    await run(['ready']);
    expect(count()).toBe(4);
  });
});
