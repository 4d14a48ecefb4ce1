import { expect, it } from '@jest/globals';

import { expectedAfter, outcomeAfter, type Death } from './deaths.js';

const DEATHS: readonly Death[] = [
  ['picture', 'before', 'running', 'delivered', 1],
  ['picture', 'before', 'delivered', 'delivered', 1],
  ['picture', 'after', 'delivered', 'delivered', 1],
  ['overloaded', 'before', 'requested', 'delivered', 2],
  ['overloaded', 'after', 'requested', 'delivered', 2],
  ['blocked', 'before', 'failing', 'failed', 2],
  ['blocked', 'after', 'failing', 'failed', 1],
  ['blocked', 'before', 'failed', 'failed', 1],
  ['blocked', 'after', 'failed', 'failed', 1],
  ['gone', 'before', 'failing', 'failed', 0],
  ['gone', 'after', 'failing', 'failed', 0],
  ['cancel', 'before', 'cancelling', 'delivered', 2],
  ['cancel', 'after', 'cancelling', 'cancelled', 1],
  ['cancel', 'before', 'cancelled', 'cancelled', 1],
  ['cancel', 'after', 'cancelled', 'cancelled', 1],
];

it.each(DEATHS)(
  'a process with a model that brings “%s”, killed right %s “%s” is stored, ends the generation after the restart as %s',
  async (...death) => {
    expect(await outcomeAfter(...death)).toEqual(expectedAfter(...death));
  },
);
