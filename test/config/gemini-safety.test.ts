import { describe, expect, it } from '@jest/globals';

import { geminiSafety } from '../../src/config/gemini-safety.js';

describe('what Google is told to block', () => {
  it('one threshold holds for all four categories', () => {
    const settings = geminiSafety.parse('block_low_and_above');
    expect(settings.map(({ category }) => category)).toEqual([
      'HARM_CATEGORY_HARASSMENT',
      'HARM_CATEGORY_HATE_SPEECH',
      'HARM_CATEGORY_SEXUALLY_EXPLICIT',
      'HARM_CATEGORY_DANGEROUS_CONTENT',
    ]);
    expect(new Set(settings.map(({ threshold }) => threshold))).toEqual(
      new Set(['BLOCK_LOW_AND_ABOVE']),
    );
  });

  it('nothing is told by default', () => {
    expect(geminiSafety.parse(undefined)).toEqual([]);
  });

  it.each([
    'block',
    'OFF,OFF',
    'harassment',
    'harassment=much',
    'politics=OFF',
    'harassment=OFF,harassment=BLOCK_NONE',
    'harassment=OFF hate_speech',
  ])('a value that means nothing is refused, with the names that do: %s', (value) => {
    const { error } = geminiSafety.safeParse(value);
    expect(error?.issues).toHaveLength(1);
    expect(error?.issues[0]?.message).toMatch(/BLOCK_ONLY_HIGH.*sexually_explicit/);
  });
});
