import { describe, expect, it } from '@jest/globals';

import {
  STATE_FORMAT,
  upgradeColumns,
  type FormatUpgrade,
  type JsonColumns,
} from '../../src/persistence/state-formats.js';

const COLUMNS: JsonColumns = { inputs: [], outputs: [], notes: ['one'], generation: null };

const adding =
  (note: string): FormatUpgrade =>
  (columns) => ({ ...columns, notes: [...(columns.notes as string[]), note] });

const UPGRADES = [adding('to 2'), adding('to 3'), adding('to 4')];

describe('older formats of a state', () => {
  it.each([
    [1, ['one', 'to 2', 'to 3', 'to 4']],
    [2, ['one', 'to 3', 'to 4']],
    [3, ['one', 'to 4']],
    [4, ['one']],
  ])('are upgraded step by step, from format %i on', (format, notes) => {
    expect(upgradeColumns(format, COLUMNS, UPGRADES)).toEqual({ ...COLUMNS, notes });
  });

  it.each([0, -1, 5, 1.5, Number.NaN])('are refused where nobody knows them: %d', (format) => {
    expect(() => upgradeColumns(format, COLUMNS, UPGRADES)).toThrow('known are 1 to 4');
  });

  it('are not touched when they are the newest', () => {
    expect(upgradeColumns(STATE_FORMAT, COLUMNS)).toEqual(COLUMNS);
  });
});

describe('a state of format 1', () => {
  const generation = {
    id: 'an id',
    status: 'running',
    lease: { owner: 'one', until: '2026-11-24T12:20:00.000Z' },
    failure: null,
  };

  it('had no retries, and kept the lease of its generation in the JSON', () => {
    expect(upgradeColumns(1, { ...COLUMNS, generation })).toEqual({
      ...COLUMNS,
      generation: {
        id: 'an id',
        status: 'running',
        failedTries: 0,
        troubleSince: null,
        retry: null,
        failure: null,
      },
    });
  });

  it.each([
    ['model.blocked_prompt', true],
    ['model.blocked_output', true],
    ['model.text_only', true],
    ['model.overloaded', false],
  ])('failed with %s because of its prompt: %s', (code, promptIsReason) => {
    const failed = { ...generation, failure: { code, retryable: false, sentence: 'No.' } };
    expect(upgradeColumns(1, { ...COLUMNS, generation: failed }).generation).toMatchObject({
      failure: { code, promptIsReason },
    });
  });
});
