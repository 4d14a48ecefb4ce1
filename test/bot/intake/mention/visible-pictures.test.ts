import { describe, expect, it } from '@jest/globals';
import { Collection, StickerFormatType, type Embed } from 'discord.js';

import type { AttachedPictures } from '../../../../src/bot/intake/attached-pictures.js';
import {
  visiblePictures,
  type Showing,
} from '../../../../src/bot/intake/mention/visible-pictures.js';
import type { PictureSource } from '../../../../src/bot/intake/picture-request.js';
import { strictDouble } from '../../../support/strict-double.js';

const PROXY = 'https://images-ext-1.discordapp.net/external/abc/https/foreign.example/cat.png';

const attached = strictDouble<AttachedPictures>('AttachedPictures', {
  source: ({ url }) => strictDouble<PictureSource>('PictureSource', { name: url }),
});

const collection = (...values: readonly unknown[]) =>
  new Collection(values.map((value, n) => [String(n), value])) as never;

const embed = (told: object) => ({ image: null, thumbnail: null, ...told }) as Embed;

const showing = (told: object = {}): Showing => ({
  attachments: collection(),
  embeds: [],
  stickers: collection(),
  ...told,
});

function found(told: object, ...snapshots: readonly Showing[]) {
  const message = { ...showing(told), messageSnapshots: collection(...snapshots) };
  const { pictures, notes } = visiblePictures(message, attached);
  return { pictures: pictures.map(({ name }) => name), notes };
}

describe('what people see in a message as pictures', () => {
  it('the pictures are its files, then those in its embeds by Discord’s own proxy, then its stickers', () => {
    const url = 'https://foreign.example/cat.png';
    expect(
      found({
        attachments: collection({ name: 'one.png', url: 'file' }),
        embeds: [
          embed({ image: { url, proxyURL: PROXY }, thumbnail: { url, proxyURL: 'other' } }),
          embed({ thumbnail: { url, proxyURL: `${PROXY}?2` } }),
          embed({}),
        ],
        stickers: collection({ name: 'wave', format: StickerFormatType.PNG, url: 'sticker' }),
      }),
    ).toEqual({ pictures: ['file', PROXY, `${PROXY}?2`, 'sticker'], notes: [] });
  });

  it('the pictures of what a message forwards are among them', () => {
    const forwarded = showing({ attachments: collection({ name: 'two.png', url: 'forwarded' }) });
    expect(found({}, forwarded)).toEqual({ pictures: ['forwarded'], notes: [] });
  });

  it.each([
    [
      'a picture that Discord has no address of its own for',
      { embeds: [embed({ image: { url: 'https://foreign.example/cat.png' } })] },
    ],
    [
      'a sticker that is no picture',
      { stickers: collection({ name: 'wave', format: StickerFormatType.Lottie, url: 'x' }) },
    ],
  ])('the person is told about %s, which is fetched from nowhere', (_what, told) => {
    const { pictures, notes } = found(told);
    expect(pictures).toEqual([]);
    expect(notes).toEqual([expect.stringContaining('was left out.')]);
  });
});
