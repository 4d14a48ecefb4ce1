import sharp from 'sharp';
import type { Sharp } from 'sharp';

import type { Picture } from '../picture.js';
import { develop, filled } from './canvas.js';
import type { Canvas } from './canvas.js';

const LONG_SIDE = 1024;
const SHORT_SIDE = 768;
/** Decoding limit for stored pictures, the same as when they were first read. */
const MAX_PIXELS = 50_000_000;

/** One picture in its own aspect ratio, its long side 1024 pixels; several side by side in rows. */
export async function collage(pictures: readonly Picture[]): Promise<Canvas> {
  const [only] = pictures;
  if (only !== undefined && pictures.length === 1) return await single(only);
  const rows = pictures.length <= 3 ? 1 : pictures.length <= 8 ? 2 : 3;
  const perRow = Math.ceil(pictures.length / rows);
  const height = Math.floor(SHORT_SIDE / rows);
  const parts = [];
  for (const [index, picture] of pictures.entries()) {
    const [row, column] = [Math.floor(index / perRow), index % perRow];
    const inThisRow = Math.min(perRow, pictures.length - row * perRow);
    const left = Math.floor((column * LONG_SIDE) / inThisRow);
    const width = Math.floor(((column + 1) * LONG_SIDE) / inThisRow) - left;
    const part = await develop(decoded(picture).resize({ width, height, fit: 'cover' }));
    const raw = { width: part.width, height: part.height, channels: 3 as const };
    parts.push({ input: part.pixels, raw, left, top: row * height });
  }
  const ground = await filled(
    { pixels: Buffer.alloc(0), width: LONG_SIDE, height: height * rows },
    '#202020',
  );
  const raw = { width: ground.width, height: ground.height, channels: 3 as const };
  return await develop(sharp(ground.pixels, { raw }).composite(parts));
}

async function single(picture: Picture): Promise<Canvas> {
  // Effects draw fine structures, so narrow pictures get a short side that is large enough for
  // them.
  const scale = LONG_SIDE / Math.max(picture.width, picture.height);
  const side = (length: number): number => Math.max(256, Math.round(length * scale));
  const [width, height] = [side(picture.width), side(picture.height)];
  return await develop(decoded(picture).resize({ width, height, fit: 'cover' }));
}

function decoded(picture: Picture): Sharp {
  return sharp(picture.bytes, { limitInputPixels: MAX_PIXELS, failOn: 'error' })
    .autoOrient()
    .flatten({ background: '#ffffff' });
}
