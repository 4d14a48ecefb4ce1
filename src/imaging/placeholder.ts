import { createRequire } from 'node:module';

import sharp from 'sharp';

import { encode } from './decoding.js';
import { withImageErrors } from './image-error.js';
import type { Picture } from './picture.js';

const SIDE = 512;
const TEXT_WIDTH = 420;
/** About nine lines of text, which fill the square. */
const MAX_CHARACTERS = 280;
const BACKGROUND = '#5f6064';
const INK = '#f4f4f5';

/** A package, because a bare server has no fonts. Pango reads TrueType, not WOFF. */
const FONT_FILE = createRequire(import.meta.url).resolve('dejavu-fonts-ttf/ttf/DejaVuSans.ttf');

/** Draws a gray square with a sentence. See `ImageProcessor.placeholder`. */
export async function placeholder(userMessage: string): Promise<Picture> {
  return await withImageErrors(async () => {
    const square = sharp({
      create: { width: SIDE, height: SIDE, channels: 3, background: BACKGROUND },
    });
    const markup = pangoMarkup(userMessage);
    if (markup !== '') square.composite([{ input: await text(markup), gravity: 'centre' }]);
    return await encode(square, { mediaType: 'image/png', quality: 100 });
  });
}

async function text(markup: string): Promise<Buffer> {
  return await sharp({
    text: {
      text: `<span foreground="${INK}">${markup}</span>`,
      font: 'DejaVu Sans 24',
      fontfile: FONT_FILE,
      width: TEXT_WIDTH,
      align: 'centre',
      wrap: 'word-char',
      spacing: 8,
      rgba: true,
    },
  })
    .png()
    .toBuffer();
}

/**
 * The sentence for Pango: shortened, escaped, and without control characters or halves of surrogate
 * pairs.
 */
function pangoMarkup(userMessage: string): string {
  const plain = userMessage.replaceAll(/[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\s]+/gu, ' ').trim();
  const characters = Array.from(plain);
  const shown =
    characters.length > MAX_CHARACTERS
      ? `${characters.slice(0, MAX_CHARACTERS - 1).join('')}…`
      : plain;
  return shown.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
