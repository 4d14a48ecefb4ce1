import { describe, expect, it } from '@jest/globals';

import { GENERATION_FAILURES } from '../../../src/interactions/failure-kinds.js';
import { abortedError, ModelError } from '../../../src/interactions/model-error.js';
import type { ModelRequest } from '../../../src/generation/models/image-model.js';
import { appErrorOf } from '../../support/app-error-of.js';
import { generation, TICKET } from '../../support/states.js';
import { AUTOMATIC_SETTINGS } from '../../../src/interactions/settings.js';
import {
  ANSWER,
  requesting,
  running,
  spendingUnderTest,
} from '../../support/spending-under-test.js';

const SIGNAL = new AbortController().signal;
const REQUEST: ModelRequest = {
  prompt: 'a lighthouse',
  pictures: [],
  styleKey: null,
  settings: AUTOMATIC_SETTINGS,
  personId: TICKET.requestedBy,
};

const { call, httpStatus, own, finishReason, blockReason } = GENERATION_FAILURES;
const TOKENS = { prompt: 500, image: 0, text: 0, thoughts: 50 };

describe('a call of a model', () => {
  it('a call is charged before it is made, and settled with what its tokens cost', async () => {
    const { reservations, callsOf, entry } = await spendingUnderTest();
    await reservations.reserve(requesting(), []);
    const during: unknown[] = [];
    const calls = callsOf(async () => {
      during.push(await entry(TICKET.id));
      return ANSWER;
    });
    const { price } = await calls.make(requesting(), running('an attempt'), REQUEST, SIGNAL);
    expect(price).toEqual({ microDollars: 32_000, date: '2026-10-07' });
    expect(during).toMatchObject([{ attempt: 'an attempt', reserved: 0, microDollars: 30_000 }]);
    expect(await entry(TICKET.id)).toMatchObject({
      attempt: null,
      settled: 1,
      settledMicroDollars: 32_000,
      microDollars: 32_000,
    });
  });

  it.each([
    ['refused for the load of the model', new ModelError(httpStatus[503])],
    ['refused for too many requests', new ModelError(httpStatus[429])],
    ['refused for the key', new ModelError(httpStatus[401])],
    ['not made, since a picture cannot be used', new ModelError(own.inputUnusable)],
  ])('a call that was %s leaves its place to the next one', async (_how, failure) => {
    const { reservations, callsOf, entry } = await spendingUnderTest();
    await reservations.reserve(requesting(), []);
    const calls = callsOf(() => Promise.reject(failure));
    expect(await appErrorOf(calls.make(requesting(), running(), REQUEST, SIGNAL))).toBe(failure);
    const free = { attempt: null, reserved: 1, cutOff: 0, settled: 0, microDollars: 30_000 };
    expect(await entry(TICKET.id)).toMatchObject(free);
  });

  it.each([
    ['was not answered in time', new ModelError(call.noAnswer)],
    ['was cut off by the network', new ModelError(call.unreachable)],
    ['was cancelled', abortedError()],
    ['met a defect', new TypeError('broken')],
  ])('a call that %s stays charged as it was expected', async (_how, failure) => {
    const { reservations, callsOf, entry } = await spendingUnderTest();
    await reservations.reserve(requesting(), []);
    const calls = callsOf(() => Promise.reject(failure));
    await expect(calls.make(requesting(), running(), REQUEST, SIGNAL)).rejects.toBe(failure);
    await reservations.end(generation());
    const charged = { attempt: null, reserved: 0, cutOff: 1, settled: 0, microDollars: 30_000 };
    expect(await entry(TICKET.id)).toMatchObject(charged);
  });

  it.each([
    ['held the picture back', new ModelError(finishReason.IMAGE_SAFETY)],
    ['refused the prompt', new ModelError(blockReason.SAFETY)],
  ])('an answer that %s costs what its tokens cost', async (_how, refused) => {
    const { reservations, callsOf, entry } = await spendingUnderTest();
    await reservations.reserve(requesting(), []);
    const calls = callsOf(() => Promise.reject(refused.billing(TOKENS)));
    await appErrorOf(calls.make(requesting(), running(), REQUEST, SIGNAL));
    const cost = { settled: 1, settledMicroDollars: 1_000, microDollars: 1_000 };
    expect(await entry(TICKET.id)).toMatchObject(cost);
  });

  it('a repetition after a lost answer needs room of its own, and asks no model where there is none', async () => {
    const { reservations, callsOf } = await spendingUnderTest({ budgetPerDay: 59_999 });
    await reservations.reserve(requesting(), []);
    let asked = 0;
    const calls = callsOf(() => {
      asked += 1;
      return Promise.reject(new ModelError(call.unreachable));
    });
    const make = (attempt: string) =>
      appErrorOf(calls.make(requesting(), running(attempt), REQUEST, SIGNAL));
    await make('first');
    expect(await make('second')).toMatchObject({ code: 'model.budget', retryable: true });
    expect(asked).toBe(1);
  });
});
