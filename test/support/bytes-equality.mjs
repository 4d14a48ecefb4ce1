/**
 * Compares bytes as a whole. Jest compares them one by one, which takes a minute for
 * a large picture.
 */
import { expect } from '@jest/globals';

function areSameBytes(a, b) {
  if (!(a instanceof Uint8Array) || !(b instanceof Uint8Array)) return undefined;
  return Buffer.compare(a, b) === 0;
}

expect.addEqualityTesters([areSameBytes]);
