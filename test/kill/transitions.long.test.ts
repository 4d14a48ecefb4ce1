import { expect, it } from '@jest/globals';

import { expectedAfter, outcomeAfter, type Death } from './deaths.js';

/** A death at every step of every picture. What was not stored yet costs one more call. */
function ofFour(): Death[] {
  const steps: readonly (readonly [string, calls: number])[] = [
    ...[0, 1, 2, 3].map((n) => [`running ${n}`, 4] as const),
    ...[1, 2, 3].map((n) => [`requested ${n}`, 5] as const),
    ['produced 4', 5],
    ['delivered 4', 4],
  ];
  return steps.flatMap(([step, calls]): Death[] => [
    ['four pictures', 'before', step, 'delivered', calls],
    ['four pictures', 'after', step, 'delivered', 4],
  ]);
}

const DEATHS: readonly Death[] = [
  ['picture', 'before', 'running', 'delivered', 1],
  ['picture', 'before', 'delivered', 'delivered', 1],
  ['picture', 'after', 'delivered', 'delivered', 1],
  ...ofFour(),
  ['three of four', 'before', 'requested 2', 'delivered', 5],
  ['three of four', 'after', 'requested 2', 'delivered', 4],
  ['three of four', 'before', 'produced 4', 'delivered', 5],
  ['three of four', 'after', 'produced 4', 'delivered', 4],
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
