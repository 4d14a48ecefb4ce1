import { describe, expect, it } from '@jest/globals';

import { styleByKey, styledPrompt, styleNamed, STYLES } from '../../src/interactions/styles.js';

const NAMES = [
  'Sticker',
  'Pixel Art',
  'Pixel Art 16-bit',
  'Pixel Art 32-bit',
  'Watercolor',
  'Oil Painting',
  'Sketch',
  'Neon',
  'Vintage',
  'Cartoon',
  'Photorealistic',
  'Abstract',
  'Minimalist',
  'Gothic',
  'Anime/Manga',
  'Steampunk',
  'Cyberpunk',
  'Art Deco',
  'Pop Art',
  'Impressionist',
  'Surreal',
  'Film Noir',
  'Graffiti',
  'Paper Cut',
  'Stained Glass',
];

const oneEmoji = /^\p{Emoji_Presentation}$|^\p{Emoji}\uFE0F$/u;

describe('the styles', () => {
  it('the styles are found by what people call them', () => {
    for (const style of STYLES) {
      expect(styleNamed(` ${style.name.toUpperCase()} `)).toBe(style);
      expect(styleNamed(style.key)).toBe(style);
    }
    expect(styleNamed('pixel')).toBeUndefined();
  });

  it('the styles are the 25 of the select, in its order', () => {
    expect(STYLES.map((style) => style.name)).toEqual(NAMES);
  });

  it('the styles have keys that custom ids and stored rows can carry, each used once', () => {
    for (const style of STYLES) expect(style.key).toMatch(/^[a-z0-9_]{1,32}$/);
    expect(new Set(STYLES.map((style) => style.key)).size).toBe(25);
  });

  it('the styles have one emoji each, which no other style has', () => {
    for (const style of STYLES) expect(style.emoji).toMatch(oneEmoji);
    expect(new Set(STYLES.map((style) => style.emoji)).size).toBe(25);
  });

  it('the styles keep Discord’s limits of a select option', () => {
    for (const style of STYLES) {
      expect(style.name.length).toBeLessThanOrEqual(100);
      expect(style.description.length).toBeLessThanOrEqual(100);
      expect(style.description).not.toBe('');
    }
  });

  it('the styles have 75 different wordings, with one place for the prompt where there is a prompt', () => {
    for (const { wordings } of STYLES) {
      expect(wordings.text.split('{prompt}')).toHaveLength(2);
      expect(wordings.both.split('{prompt}')).toHaveLength(2);
      expect(wordings.images).not.toContain('{prompt}');
    }
    expect(new Set(STYLES.flatMap(({ wordings }) => Object.values(wordings))).size).toBe(75);
  });

  it('the styles are found by key, and nothing else is', () => {
    for (const style of STYLES) expect(styleByKey(style.key)).toBe(style);
    for (const key of ['', 'Sticker', 'constructor', '__proto__', 'toString'])
      expect(styleByKey(key)).toBeUndefined();
  });
});

describe('the prompt with a style', () => {
  const style = styleByKey('neon')!;

  it('a style words a prompt alone as text to image', () => {
    const text = styledPrompt(style, { prompt: 'a cat', hasPictures: false });
    expect(text).toBe(style.wordings.text.replace('{prompt}', 'a cat'));
  });

  it.each(['', ' \n\t'])(
    'a style words pictures with the empty prompt %j as pictures alone',
    (prompt) => {
      expect(styledPrompt(style, { prompt, hasPictures: true })).toBe(style.wordings.images);
    },
  );

  it('a style words a prompt with pictures as both', () => {
    const text = styledPrompt(style, { prompt: 'add a moon', hasPictures: true });
    expect(text).toBe(style.wordings.both.replace('{prompt}', 'add a moon'));
  });

  it.each(['{prompt}', "$& $1 $$ $` $'", '{prompt} and {prompt}', '\\n%s{0}', '🐱‍👤\nsecond line'])(
    'the prompt %j is put in letter by letter, in every style',
    (prompt) => {
      for (const each of STYLES) {
        for (const hasPictures of [false, true]) {
          const wording = hasPictures ? each.wordings.both : each.wordings.text;
          const [before, after] = wording.split('{prompt}');
          expect(styledPrompt(each, { prompt, hasPictures })).toBe(`${before}${prompt}${after}`);
        }
      }
    },
  );
});
