import { describe, expect, it } from '@jest/globals';

import { AppError } from '../../src/platform/app-error.js';
import { Statistics } from '../../src/maintenance/statistics.js';
import {
  inputItem,
  interactionState,
  outputItem,
  outputKey,
  storedImage,
} from '../support/states.js';

const NOW_MS = Date.UTC(2026, 10, 24, 12);
const ID = interactionState().id;

const image = (n: number, byteSize: number) => storedImage({ key: outputKey(n), byteSize });

describe('statistics', () => {
  it('the statistics count each picture once, by kind', () => {
    const statistics = new Statistics(NOW_MS);
    const only = storedImage({ byteSize: 1 });
    const state = interactionState({
      inputs: [only],
      outputs: [
        inputItem({ image: only }),
        inputItem({ image: image(1, 10) }),
        outputItem({ origin: 'generated', image: image(2, 100), deliveryImage: image(3, 1000) }),
        outputItem({ origin: 'styled', image: image(4, 10_000) }),
      ],
    });
    statistics.add({ id: ID, state });
    statistics.add({ id: ID, state: interactionState({ inputs: [only] }) });
    expect(statistics.pictures).toEqual({
      input: { count: 2, bytes: 2 },
      sheet: { count: 1, bytes: 10 },
      generated: { count: 1, bytes: 100 },
      styled: { count: 1, bytes: 10_000 },
      delivery: { count: 1, bytes: 1000 },
    });
    expect(statistics.pictureBytes).toBe(11_112);
    expect(statistics.interactions).toBe(2);
  });

  it('the statistics tell the growth of the last seven days, and the oldest', () => {
    const statistics = new Statistics(NOW_MS);
    const days = ['2026-11-24', '2026-11-24', '2026-11-20', '2026-11-17', '2025-01-01'];
    for (const day of days) {
      const state = interactionState({
        createdAt: `${day}T08:00:00.000Z`,
        inputs: [storedImage({ byteSize: 5 })],
      });
      statistics.add({ id: ID, state });
    }
    expect(statistics.oldest).toBe('2025-01-01T08:00:00.000Z');
    const grown = statistics.growth.map(({ day, interactions, bytes }) => [
      day,
      interactions,
      bytes,
    ]);
    expect(grown).toEqual([
      ['2026-11-18', 0, 0],
      ['2026-11-19', 0, 0],
      ['2026-11-20', 1, 5],
      ['2026-11-21', 0, 0],
      ['2026-11-22', 0, 0],
      ['2026-11-23', 0, 0],
      ['2026-11-24', 2, 10],
    ]);
  });

  it('the statistics estimate all from a part of it, kind by kind and day by day', () => {
    const statistics = new Statistics(NOW_MS);
    for (const day of ['2026-11-24', '2026-11-24', '2026-11-23', '2025-01-01']) {
      const state = interactionState({
        createdAt: `${day}T08:00:00.000Z`,
        inputs: [storedImage({ byteSize: 5 })],
      });
      statistics.add({ id: ID, state });
    }
    const { interactions, pictures, pictureBytes, growth } = statistics.estimateOf(1_000);
    expect(interactions).toBe(1_000);
    expect(pictures.input).toEqual({ count: 1_000, bytes: 5_000 });
    expect(pictureBytes).toBe(5_000);
    expect(growth.slice(-2)).toEqual([
      { day: '2026-11-23', interactions: 250, bytes: 1_250 },
      { day: '2026-11-24', interactions: 500, bytes: 2_500 },
    ]);
  });

  it('the statistics count rows that cannot be read, and have no oldest without any', () => {
    const statistics = new Statistics(NOW_MS);
    const error = new AppError({ code: 'state.unreadable', retryable: false, userMessage: 'No.' });
    statistics.add({ id: ID, state: null, error });
    expect([statistics.interactions, statistics.unreadable, statistics.oldest]).toEqual([
      1,
      1,
      null,
    ]);
  });
});
