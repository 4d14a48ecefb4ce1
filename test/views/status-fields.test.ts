import { describe, expect, it } from '@jest/globals';

import { noteFields, statusField } from '../../src/views/status-fields.js';

import { generation, generationIn, LEASE, OVERLOAD, REFUSAL } from '../support/states.js';

const lineOf = (n: number, length: number) => `${n}`.padEnd(length, '.');

describe('the notes of a card', () => {
  it('the notes of a card take no room where there are none', () => {
    expect(noteFields([])).toEqual([]);
  });

  it('the notes of a card are one line each, in one field where they fit', () => {
    expect(noteFields(['one', 'two'])).toEqual([{ name: 'Please note', value: 'one\ntwo' }]);
  });

  it('the notes of a card are all there when they need a second field, none of them torn', () => {
    const notes = Array.from({ length: 15 }, (_, n) => lineOf(n, 120));
    const fields = noteFields(notes);
    expect(fields.map(({ name }) => name)).toEqual(['Please note', '…']);
    expect(fields.flatMap(({ value }) => value.split('\n'))).toEqual(notes);
    for (const { value } of fields) expect(value.length).toBeLessThanOrEqual(1024);
  });

  it('the notes of a card never take more than two fields, which are clipped like all others', () => {
    const notes = Array.from({ length: 50 }, (_, n) => lineOf(n, 120));
    expect(noteFields(notes)).toHaveLength(2);
  });
});

/** 12:00:20, as Discord shows it to each reader: "in 20 seconds". */
const IN_20_S = `<t:${Date.parse('2026-11-24T12:00:20.000Z') / 1000}:R>`;
const IN_20_S_MS = Date.parse('2026-11-24T12:00:20.900Z');

describe('the status of a card', () => {
  const retry = { notBefore: '2026-11-24T12:00:20.000Z', failure: OVERLOAD };

  it.each([
    ['nothing', null, null, '⏳ Waiting for confirmation'],
    ['what is about to begin', generation(), null, '🍌 Making your picture…'],
    [
      'a place in line',
      generation(),
      { kind: 'waiting', before: 3, startsAtMs: IN_20_S_MS },
      `⏳ 3 pictures come before yours; it starts about ${IN_20_S}`,
    ],
    [
      'the place behind one other',
      generation(),
      { kind: 'waiting', before: 1, startsAtMs: null },
      '⏳ One picture comes before yours',
    ],
    [
      'the first place',
      generation(),
      { kind: 'waiting', before: 0, startsAtMs: null },
      '⏳ Yours is the next picture',
    ],
    [
      'a model that is left alone',
      generation(),
      { kind: 'breaker_open', untilMs: IN_20_S_MS },
      `⏳ The image model is not answering; I ask it again ${IN_20_S}`,
    ],
    [
      'another try to come',
      generation({ retry, failures: 1 }),
      null,
      `🔁 The image model is overloaded. Trying again ${IN_20_S} (attempt 2)`,
    ],
    [
      'a picture being made',
      generation({ status: 'running', lease: { ...LEASE, since: '2026-11-24T12:00:20.000Z' } }),
      null,
      `🍌 Making your picture… begun ${IN_20_S}`,
    ],
    [
      'a picture being made at the second try',
      generation({ status: 'running', failures: 1 }),
      null,
      '🍌 Making your picture… (attempt 2)',
    ],
    ['what was called off', generationIn('cancelled'), null, '🛑 Cancelled'],
  ] as const)('the status of a card tells %s', (_name, made, progress, value) => {
    expect(statusField(made, progress)).toEqual({ name: 'Status', value });
  });

  it.each([
    [OVERLOAD, 'The image model is overloaded. You can **Try again**.'],
    [REFUSAL, 'The model refused. Other words may help: **Edit Prompt**.'],
    [{ ...REFUSAL, promptIsReason: false }, 'The model refused.'],
  ])('the status of a card tells why there is no picture, and what can help', (failure, value) => {
    expect(statusField(generation({ status: 'failed', failure }), null)).toEqual({
      name: '⚠️ No picture this time',
      value,
    });
  });
});
