import { describe, expect, it } from '@jest/globals';

import { storableText } from '../../src/persistence/storable-text.js';

describe('a storable text', () => {
  it.each([
    ['NUL', 'a\0b', 'a\uFFFDb'],
    ['the first half of a surrogate pair', 'a\uD83Cb', 'a\uFFFDb'],
    ['the second half of a surrogate pair', '\uDF4C', '\uFFFD'],
    ['nothing of the kind', 'a 🍌 ü', 'a 🍌 ü'],
  ])('a storable text is well-formed where the text has %s', (_what, text, stored) => {
    expect(storableText(text)).toBe(stored);
  });
});
