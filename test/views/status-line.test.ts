import { describe, expect, it } from '@jest/globals';

import { AUTOMATIC_SETTINGS } from '../../src/interactions/settings.js';
import { statusLine } from '../../src/views/status-line.js';
import { generation, generationIn, LEASE, OVERLOAD, REFUSAL } from '../support/states.js';

/** 12:00:20, as Discord shows it to each reader: "in 20 seconds". */
const IN_20_S = `<t:${Date.parse('2026-11-24T12:00:20.000Z') / 1000}:R>`;
const IN_20_S_MS = Date.parse('2026-11-24T12:00:20.900Z');

const AT_12 = `<t:${Date.parse(LEASE.since) / 1000}:R>`;

describe('the status of a card', () => {
  const four = { settings: { ...AUTOMATIC_SETTINGS, count: 4 } };
  const retry = { notBefore: '2026-11-24T12:00:20.000Z', failure: OVERLOAD };

  it.each([
    ['nothing where nothing was asked for', null, null, null],
    ['nothing of a picture that is there', generationIn('delivered'), null, null],
    ['what is about to begin', generation(), null, '🍌 Making'],
    [
      'what is about to begin, and how long it usually takes',
      generation(),
      { kind: 'running', usualMs: 11_400 },
      '🍌 Making · usually takes 12 s',
    ],
    [
      'a place in line',
      generation(),
      { kind: 'waiting', before: 3, startsInMs: 11_400 },
      '⏳ 3 pictures ahead of yours · starts in about 15 seconds',
    ],
    [
      'a start after minutes',
      generation(),
      { kind: 'waiting', before: 9, startsInMs: 110_000 },
      '⏳ 9 pictures ahead of yours · starts in about 2 minutes',
    ],
    [
      'a start after a minute',
      generation(),
      { kind: 'waiting', before: 4, startsInMs: 56_000 },
      '⏳ 4 pictures ahead of yours · starts in about 1 minute',
    ],
    [
      'a start at once',
      generation(),
      { kind: 'waiting', before: 1, startsInMs: 0 },
      '⏳ 1 picture ahead of yours · starts in about 5 seconds',
    ],
    [
      'the place behind one other',
      generation(),
      { kind: 'waiting', before: 1, startsInMs: null },
      '⏳ 1 picture ahead of yours',
    ],
    [
      'the first place',
      generation(),
      { kind: 'waiting', before: 0, startsInMs: null },
      '⏳ Yours is the next picture',
    ],
    [
      'a model that is left alone',
      generation(),
      { kind: 'breaker_open', untilMs: IN_20_S_MS },
      `⏳ The image model is not answering · I ask it again ${IN_20_S}`,
    ],
    [
      'another try to come',
      generation({ retry, failures: 1 }),
      null,
      `🔁 The image model is busy. Trying again ${IN_20_S} · attempt 2`,
    ],
    [
      'one of several pictures being made',
      generation({ ...four, made: 1, status: 'running', lease: LEASE }),
      null,
      `🍌 Making · picture 2 of 4 · started ${AT_12}`,
    ],
    [
      'which of several pictures waits',
      generation({ ...four, made: 1, lost: [OVERLOAD] }),
      { kind: 'waiting', before: 1, startsInMs: null },
      '⏳ 1 picture ahead of yours · picture 3 of 4',
    ],
    [
      'why not all of several pictures came',
      { ...generationIn('delivered'), ...four, made: 3, lost: [REFUSAL] },
      null,
      '⚠️ 3 of 4 pictures: The model refused.',
    ],
    [
      'how many pictures a cancelled request made',
      { ...generationIn('cancelled'), ...four, made: 2, cancelledBy: '7' },
      null,
      '🛑 Cancelled by <@7> · 2 of 4 pictures',
    ],
    [
      'a picture being made',
      generation({ status: 'running', lease: { ...LEASE, since: '2026-11-24T12:00:20.000Z' } }),
      null,
      `🍌 Making · started ${IN_20_S}`,
    ],
    [
      'a picture being made at the second try',
      generation({ status: 'running', failures: 1 }),
      { kind: 'running', usualMs: 12_000 },
      '🍌 Making · usually takes 12 s · attempt 2',
    ],
    [
      'who called it off',
      { ...generationIn('cancelled'), cancelledBy: '7' },
      null,
      '🛑 Cancelled by <@7>',
    ],
    [
      'what was called off by nobody that is known',
      generationIn('cancelled'),
      null,
      '🛑 Cancelled',
    ],
  ] as const)('the status of a card tells %s', (_name, made, progress, value) => {
    expect(statusLine(made, progress)).toBe(value);
  });

  it.each([
    [OVERLOAD, 'The image model is busy. You can **Try again**.'],
    [REFUSAL, 'The model refused. Other words may help: **Edit Prompt**.'],
    [{ ...REFUSAL, promptIsReason: false }, 'The model refused.'],
  ])('the status of a card tells why there is no picture, and what can help', (failure, value) => {
    expect(statusLine(generation({ status: 'failed', failure }), null)).toBe(
      `⚠️ No picture this time: ${value}`,
    );
  });
});
