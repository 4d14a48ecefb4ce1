import { describe, expect, it } from '@jest/globals';

import { readFlags } from '../../src/interactions/prompt-flags.js';
import { AUTOMATIC_SETTINGS, type Settings } from '../../src/interactions/settings.js';
import { OFFERED } from '../support/offered-models.js';

const read = (text: string) => readFlags(text, OFFERED);

describe('the flags in a prompt', () => {
  it.each<[string, string, Partial<Settings>]>([
    ['a cat', 'a cat', {}],
    ['a cat --ar 16:9', 'a cat', { aspectRatio: '16:9' }],
    ['--ar 16:9 a cat', 'a cat', { aspectRatio: '16:9' }],
    ['a cat --size 2k on a roof', 'a cat on a roof', { imageSize: '2K' }],
    ['a cat --AR=9:16 --size=4K', 'a cat', { aspectRatio: '9:16', imageSize: '4K' }],
    ['a cat —ar 1:1', 'a cat', { aspectRatio: '1:1' }],
    ['a cat -16:9', 'a cat', { aspectRatio: '16:9' }],
    ['-3:2 a cat', 'a cat', { aspectRatio: '3:2' }],
    ['a cat --n 4', 'a cat', { count: 4 }],
    ['--n=1 a cat', 'a cat', { count: 1 }],
    ['a cat --model cheap', 'a cat', { model: 'cheap' }],
    ['a cat --model CHEAP', 'a cat', { model: 'cheap' }],
    ['a cat --ar 1:1 --ar 3:2', 'a cat', { aspectRatio: '3:2' }],
    ['a cat\n--ar 3:2\nand a dog', 'a cat\n\nand a dog', { aspectRatio: '3:2' }],
    ['--ar 3:2', '', { aspectRatio: '3:2' }],
  ])('the flags are taken out of %j', (text, prompt, settings) => {
    expect(read(text)).toEqual({
      prompt,
      settings: { ...AUTOMATIC_SETTINGS, ...settings },
      notes: [],
      estimate: null,
    });
  });

  it.each([
    'a cat --stylize 100',
    'a cat --no dogs',
    'a cat-16:9',
    'a cat --n4',
    'a score of -7:3',
    'b--ar 16:9',
    'two -- dashes',
  ])('the flags that nobody knows stay in the prompt: %j', (text) => {
    expect(read(text)).toEqual({
      prompt: text,
      settings: AUTOMATIC_SETTINGS,
      notes: [],
      estimate: null,
    });
  });

  it.each([
    ['a cat --size 9K', 'I left out --size 9K: possible are 1K, 2K, 4K.'],
    ['a cat --size', 'I left out --size: possible are 1K, 2K, 4K.'],
    ['a cat --n 5', 'I left out --n 5: possible are 1, 2, 3, 4.'],
    ['a cat --n', 'I left out --n: possible are 1, 2, 3, 4.'],
    ['a cat --n 0.5', 'I left out --n 0.5: possible are 1, 2, 3, 4.'],
    ['a cat --model dall-e', 'I left out --model dall-e: possible are usual, cheap.'],
    ['a cat --size --ar 1:1', 'I left out --size: possible are 1K, 2K, 4K.'],
  ])('the flags with an impossible value become a note: %j', (text, note) => {
    const { prompt, notes } = read(text);
    expect(prompt).toBe('a cat');
    expect(notes).toEqual([note]);
  });

  it('the flag of an impossible ratio becomes a note with all ratios', () => {
    const [note] = read('a cat --ar wide').notes;
    expect(note).toMatch(/^I left out --ar wide: possible are 1:1, .*, 8:1\.$/);
  });

  it('a ratio that the model lacks is replaced by the nearest, and the note says so', () => {
    expect(read('a cat --model cheap --ar 8:1')).toEqual({
      prompt: 'a cat',
      settings: { ...AUTOMATIC_SETTINGS, model: 'cheap', aspectRatio: '21:9' },
      notes: ['cheap has no ratio 8:1, so I use the nearest, 21:9.'],
      estimate: null,
    });
  });

  it('what was chosen otherwise goes before flags, and what these alone would need is no matter', () => {
    const defaults = { ...AUTOMATIC_SETTINGS, count: 4 };
    const options = { model: 'usual', aspectRatio: '8:1' };
    expect(readFlags('a cat --model cheap --size 4K --ar 1:1', OFFERED, defaults, options)).toEqual(
      {
        prompt: 'a cat',
        settings: { ...AUTOMATIC_SETTINGS, aspectRatio: '8:1', imageSize: '4K', count: 4 },
        notes: [],
        estimate: null,
      },
    );
  });
});
