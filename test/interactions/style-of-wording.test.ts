import { expect, it } from '@jest/globals';

import { partsOfWording } from '../../src/interactions/style-of-wording.js';
import { VARIATION, WITHOUT_PROMPT } from '../../src/interactions/wordings.js';
import { styledPrompt, STYLES } from '../../src/interactions/styles.js';

const PROMPTS = ['a cat', 'two\nlines {prompt} $&', STYLES[0]!.wordings.images];

it.each(STYLES.map(({ key }) => key))(
  'the style and the person’s words are found in each wording of %s',
  (key) => {
    const style = STYLES.find((each) => each.key === key)!;
    for (const prompt of PROMPTS)
      for (const hasPictures of [true, false])
        expect(partsOfWording(styledPrompt(style, { prompt, hasPictures }), hasPictures)).toEqual({
          styleKey: key,
          words: prompt,
        });
    const pictures = styledPrompt(style, { prompt: '', hasPictures: true });
    expect(partsOfWording(pictures, true)).toEqual({ styleKey: key, words: '' });
  },
);

it('words of one’s own have no style', () => {
  for (const prompt of [
    'a cat',
    '',
    'Design a die-cut vinyl sticker',
    `${STYLES[0]!.wordings.images}!`,
  ])
    for (const hasPictures of [true, false])
      expect(partsOfWording(prompt, hasPictures)).toEqual({ styleKey: null, words: prompt });
});

it.each([WITHOUT_PROMPT, VARIATION])('the bot’s own wording is nobody’s words: %s', (wording) => {
  expect(partsOfWording(wording, true)).toEqual({ styleKey: null, words: '' });
});
