import { expect, it } from '@jest/globals';

import { expectedAfter, outcomeAfter, type Death } from './deaths.js';

const DEATHS: readonly Death[] = [
  ['picture', 'after', 'running', 'delivered', 1],
  ['picture', 'before', 'produced', 'delivered', 2],
  ['picture', 'after', 'produced', 'delivered', 1],
  ['four pictures', 'before', 'requested 2', 'delivered', 5],
  ['three of four', 'after', 'running 2', 'delivered', 4],
];

it.each(DEATHS)(
  'a process with a model that brings “%s”, killed right %s “%s” is stored, ends the generation after the restart as %s',
  async (...death) => {
    expect(await outcomeAfter(...death)).toEqual(expectedAfter(...death));
  },
);
