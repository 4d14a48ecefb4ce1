import { expect, it } from '@jest/globals';

import { styleOfPrompt } from '../../../src/playground/gemini/style-of-prompt.js';
import { styledPrompt, STYLES } from '../../../src/interactions/styles.js';

const PROMPTS = ['a cat', 'two\nlines {prompt} $&', STYLES[0]!.wordings.images];

it.each(STYLES.map(({ key }) => key))(
  'the style of a prompt is found by each wording of %s',
  (key) => {
    const style = STYLES.find((each) => each.key === key)!;
    for (const prompt of PROMPTS)
      for (const hasPictures of [true, false])
        expect(styleOfPrompt(styledPrompt(style, { prompt, hasPictures }), hasPictures)).toBe(key);
    const pictures = styledPrompt(style, { prompt: '', hasPictures: true });
    expect(styleOfPrompt(pictures, true)).toBe(key);
  },
);

it('the style of a prompt is none for words of one’s own', () => {
  for (const prompt of [
    'a cat',
    '',
    'Design a die-cut vinyl sticker',
    `${STYLES[0]!.wordings.images}!`,
  ])
    for (const hasPictures of [true, false]) expect(styleOfPrompt(prompt, hasPictures)).toBeNull();
});
