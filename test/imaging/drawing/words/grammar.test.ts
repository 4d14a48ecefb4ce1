import { expect, it } from '@jest/globals';

import {
  COLORS,
  COUNTS,
  FILLERS,
  NEGATIONS,
  RELATIONS,
  SIZES,
  UNITS,
} from '../../../../src/imaging/drawing/words/grammar.js';
import { HINTS } from '../../../../src/imaging/drawing/words/settings-of-words.js';
import { SYNONYMS } from '../../../../src/imaging/drawing/words/word-lists.js';

it('no phrase stands in two lists, of which the one that is looked up first would always win', () => {
  const lists = { NEGATIONS, UNITS, COUNTS, SIZES, COLORS, HINTS, RELATIONS, FILLERS };
  const seen = new Map<string, string>();
  for (const [name, list] of Object.entries(lists)) {
    for (const phrase of list.keys()) {
      expect([phrase, seen.get(phrase)]).toEqual([phrase, undefined]);
      seen.set(phrase, name);
    }
  }
  for (const word of SYNONYMS.keys()) expect([word, FILLERS.has(word)]).toEqual([word, false]);
});
