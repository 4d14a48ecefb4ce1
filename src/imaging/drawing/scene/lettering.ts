import { createRequire } from 'node:module';

import sharp from 'sharp';

const require = createRequire(import.meta.url);
/** A package, because a bare server has no fonts. */
const FONT_FILE = require.resolve('dejavu-fonts-ttf/ttf/DejaVuSans-Bold.ttf');

/** Lines of text as large as they fit into a box, with transparency. */
export async function lettering(
  words: string,
  {
    width,
    height,
    color,
  }: { readonly width: number; readonly height: number; readonly color: string },
): Promise<Buffer> {
  const box = { width: Math.round(width), height: Math.round(height) };
  const markup = words.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
  return await sharp({
    text: {
      text: `<span foreground="${color}">${markup}</span>`,
      font: 'DejaVu Sans Bold',
      fontfile: FONT_FILE,
      // Without a resolution, the text is made as large as it fits.
      ...box,
      align: 'centre',
      wrap: 'word-char',
      rgba: true,
    },
  })
    // A few letters in a large box are made larger than the box.
    .resize({ ...box, fit: 'inside', withoutEnlargement: true })
    .png()
    .toBuffer();
}
