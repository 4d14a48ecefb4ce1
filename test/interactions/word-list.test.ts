import { describe, expect, it } from '@jest/globals';

import { entriesIn, WordList } from '../../src/interactions/word-list.js';

const LIST = new WordList(['bad', 'Very Rude Words', 'hell', 'плохо', '悪い', 'fück']);

describe('a word list', () => {
  it.each([
    ['as it is listed', 'a bad cat', 'bad'],
    ['in other case', 'a BaD cat', 'bad'],
    ['beside signs', '"bad", she said', 'bad'],
    ['in wide letters', 'a ｂａｄ cat', 'bad'],
    ['in mathematical letters', 'a 𝓫𝓪𝓭 cat', 'bad'],
    ['in circles', 'a ⓑⓐⓓ cat', 'bad'],
    ['in flags', 'a 🇧🇦🇩 cat', 'bad'],
    ['in boxes', 'a 🅱🅰🅳 cat', 'bad'],
    ['in small capitals', 'a ʙᴀᴅ cat', 'bad'],
    ['with invisible characters', 'a b\u200Ba\u00ADd\uFEFF cat', 'bad'],
    ['with a joiner', 'a b\u200Da\u2060d cat', 'bad'],
    ['with accents', 'a bäḋ cat', 'bad'],
    ['with letters on letters', 'a b\u0336a\u0336d\u0336 cat', 'bad'],
    ['with a Cyrillic letter', 'a b\u0430d cat', 'bad'],
    ['with a Greek letter', 'a b\u03B1d cat', 'bad'],
    ['with a digit', 'a b4d cat', 'bad'],
    ['with a sign', 'a b@d cat', 'bad'],
    ['with 1 for l', 'he11 is hot', 'hell'],
    ['before a digit of its own', 'bad 4 you', 'bad'],
    ['of other letters than Latin', 'это ПЛОХО', 'плохо'],
    ['without spaces', 'これは悪いです', '悪い'],
    ['listed with an accent', 'fuck', 'fück'],
    ['of several words', 'some very\nrude, words', 'Very Rude Words'],
  ])('a word is found %s', (_how, text, entry) => {
    expect(LIST.firstIn(text)).toBe(entry);
  });

  it.each([
    ['is part of another', 'a badger in bade, unbad'],
    ['lacks a word', 'very rude'],
    ['has a word between', 'very rude long words'],
    ['has spaces within', 'b a d'],
    ['differs by more than looks', 'bed bid heil he1d'],
    ['is not there', ''],
    ['is a number that reads like one', '84 0'],
  ])('a word is not found that %s', (_why, text) => {
    expect(LIST.firstIn(text)).toBeNull();
  });

  it('a list with m does not take rn for it', () => {
    expect(new WordList(['bum']).firstIn('a burn')).toBeNull();
  });

  it('a list without words finds none, and lines without letters are none', () => {
    expect(new WordList([]).firstIn('bad')).toBeNull();
    expect(new WordList(['---', '']).size).toBe(0);
  });

  it('a long prompt is compared with a long list within a moment', () => {
    const list = new WordList(Array.from({ length: 20_000 }, (_, n) => `word${n} of 悪${n}`));
    expect(list.firstIn('word 1 of 悪 '.repeat(330))).toBeNull();
  });
});

describe('the entries of a list', () => {
  it('an entry is a line that is neither empty nor a remark', () => {
    expect(entriesIn('\uFEFFbad\r\n\n  # a remark\n very rude \n')).toEqual(['bad', 'very rude']);
  });
});
