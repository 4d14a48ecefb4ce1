import { describe, expect, it } from '@jest/globals';

import { shownPictureName } from '../../../../src/bot/cards/answering/shown-picture.js';

const attachments = new Map<string, { name: string }>();
const showing = (url: string) => ({ embeds: [{ image: { url } }], attachments });

describe('the picture that a message shows', () => {
  it.each([
    ['https://cdn.discordapp.com/attachments/1/2/output_1.png?ex=6a&is=69&hm=68&', 'output_1.png'],
    ['https://media.discordapp.net/attachments/1/2/output_1.png?width=400', 'output_1.png'],
    ['http://127.0.0.1:4000/attachments/1/2/output_1.png', 'output_1.png'],
  ])('the picture that a message shows is named by its address %s', (url, name) => {
    expect(shownPictureName(showing(url))).toBe(name);
  });

  it('the covered picture of a message is named by its attachment', () => {
    const covered = new Map([['1', { name: 'SPOILER_output_1.png' }]]);
    const name = shownPictureName({ embeds: [{ image: null }], attachments: covered });
    expect(name).toBe('SPOILER_output_1.png');
  });

  it('a message shows no picture without an embed, an image, or an address', () => {
    expect(shownPictureName({ embeds: [], attachments })).toBeUndefined();
    expect(shownPictureName({ embeds: [{ image: null }], attachments })).toBeUndefined();
    expect(shownPictureName(showing('not an address'))).toBeUndefined();
  });
});
