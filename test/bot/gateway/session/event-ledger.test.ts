import { describe, expect, it } from '@jest/globals';
import { BaseInteraction, Message } from 'discord.js';
import type { Client } from 'discordx';

import type { Subject } from '../../../../src/bot/guards/error-guard.js';
import { EventLedger } from '../../../../src/bot/gateway/session/event-ledger.js';
import { OnceGuard } from '../../../../src/bot/guards/once-guard.js';
import { gate } from '../../../support/gate.js';
import { strictDouble, strictInstance } from '../../../support/strict-double.js';

const CLIENT = strictDouble<Client>('Client', {});
const NEVER = new AbortController().signal;

describe('the ledger of events', () => {
  it('lets each event begin once', () => {
    const ledger = new EventLedger();
    expect([ledger.begin('1'), ledger.begin('1'), ledger.begin('2')]).toEqual([true, false, true]);
    ledger.end('1');
    expect(ledger.begin('1')).toBe(false);
  });

  it('tells when an event is done with', async () => {
    const ledger = new EventLedger();
    ledger.begin('1');
    const ended = ledger.ended('1', NEVER);
    expect([ledger.isBegun('1'), ledger.isEnded('1')]).toEqual([true, false]);
    ledger.end('1');
    await ended;
    await ledger.ended('1', NEVER);
    expect(ledger.isEnded('1')).toBe(true);
  });

  it('stops waiting when it is told to', async () => {
    const stop = new AbortController();
    const ledger = new EventLedger();
    ledger.begin('1');
    const waiting = ledger.ended('1', stop.signal);
    stop.abort();
    await expect(waiting).rejects.toThrow('aborted');
  });

  it('forgets the oldest of very many', () => {
    const ledger = new EventLedger();
    for (let n = 0; n <= 20_000; n += 1) ledger.begin(String(n));
    expect([ledger.isBegun('0'), ledger.isBegun('1')]).toEqual([false, true]);
  });
});

function setUp() {
  const ledger = new EventLedger();
  const { guard } = new OnceGuard(ledger);
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
  return { ledger, run, count: () => runs };
}

describe('the guard that lets events through once', () => {
  it.each([
    ['a message', strictInstance(Message, { id: '5' })],
    ['an interaction', strictInstance(BaseInteraction, { id: '5' })],
  ])('handles %s once, however often it comes', async (_what, event) => {
    const { ledger, run, count } = setUp();
    const { opened, open } = gate();
    const first = run([event], () => opened);
    await run([event]);
    expect([count(), ledger.isEnded('5')]).toEqual([1, false]);
    open();
    await first;
    await run([event]);
    expect([count(), ledger.isEnded('5')]).toEqual([1, true]);
  });

  it('counts an event as done though its handler failed', async () => {
    const { ledger, run } = setUp();
    const event = strictInstance(Message, { id: '5' });
    await expect(run([event], () => Promise.reject(new Error('no')))).rejects.toThrow('no');
    expect(ledger.isEnded('5')).toBe(true);
  });

  it('lets the inner pass of an interaction through, and events of another kind', async () => {
    const { run, count } = setUp();
    const click = strictInstance(BaseInteraction, { id: '5' });
    await run([click]);
    await run(click as Subject);
    await run(['ready']);
    await run(['ready']);
    expect(count()).toBe(4);
  });
});
