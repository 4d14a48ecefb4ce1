import { describe, expect, it } from '@jest/globals';

import { visibleText } from '../../src/interactions/visible-text.js';

describe('the visible part of a text', () => {
  it.each([
    ['a family joined by ZWJ', '👨‍👩‍👧‍👦'],
    ['a heart with its style and a joiner', '👩‍❤️‍👨'],
    ['a person with a skin tone and a joiner', '👩🏽‍🚀'],
    ['the rainbow flag', '🏳️‍🌈'],
    ['the flag of Scotland, made of tags', '🏴󠁧󠁢󠁳󠁣󠁴󠁿'],
    ['a keycap', '1️⃣'],
    ['Persian with a non-joiner', 'می‌خواهم'],
    ['Sinhala with a joiner', 'ශ්‍රී'],
    ['Hebrew, Chinese and accents', 'שלום 写真 naïve'],
    ['lines and tabs', 'one\n\ttwo'],
  ])('%s stays as it was typed', (_what, text) => {
    expect(visibleText(text)).toBe(text);
  });

  it.each([
    ['zero-width space', 'a\u200bb'],
    ['zero-width joiner between Latin letters', 'a\u200db'],
    ['zero-width non-joiner between Latin letters', 'a\u200cb'],
    ['word joiner', 'a\u2060b'],
    ['byte order mark', '\ufeffab'],
    ['soft hyphen', 'a\u00adb'],
    ['Hangul filler', 'a\u3164b'],
    ['invisible plus', 'a\u2064b'],
    ['right-to-left override', 'a\u202eb\u202c'],
    ['left-to-right isolate', 'a\u2066b\u2069'],
    ['right-to-left mark', 'a\u200fb'],
    ['Arabic letter mark', 'a\u061cb'],
    ['tags without a flag', 'a\u{e0041}\u{e0042}b'],
    ['variation selector after a letter', 'a\ufe0fb'],
    ['supplementary variation selector', 'a\u{e0101}b'],
    ['a second style after an emoji’s own', 'ab\ufe0f\ufe0f'],
    ['escape', 'a\u001bb'],
    ['one-byte escape sequence', 'a\u009bb'],
    ['bell, null and delete', 'a\u0007\u0000\u007fb'],
    ['carriage return', 'a\rb'],
  ])('%s is left out', (_what, text) => {
    expect(visibleText(text)).toBe('ab');
  });
});
