import { describe, expect, it } from '@jest/globals';

import { shownPictureName } from '../../../../src/bot/cards/answering/shown-picture.js';

const showing = (url: string) => ({ embeds: [{ image: { url } }] });

describe('the picture that a message shows', () => {
  it.each([
    ['https://cdn.discordapp.com/attachments/1/2/output_1.png?ex=6a&is=69&hm=68&', 'output_1.png'],
    ['https://media.discordapp.net/attachments/1/2/output_1.png?width=400', 'output_1.png'],
    ['http://127.0.0.1:4000/attachments/1/2/output_1.png', 'output_1.png'],
  ])('the picture that a message shows is named by its address %s', (url, name) => {
    expect(shownPictureName(showing(url))).toBe(name);
  });

  it('a message shows no picture without an embed, an image, or an address', () => {
    expect(shownPictureName({ embeds: [] })).toBeUndefined();
    expect(shownPictureName({ embeds: [{ image: null }] })).toBeUndefined();
    expect(shownPictureName(showing('not an address'))).toBeUndefined();
  });
});
