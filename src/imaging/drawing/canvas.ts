import sharp from 'sharp';
import type { Blend, Sharp } from 'sharp';

import type { Random } from './random.js';

/** Uncompressed sRGB pixels, three bytes each, row by row. */
export interface Canvas {
  readonly pixels: Buffer;
  readonly width: number;
  readonly height: number;
}

/** A pipeline that starts with the canvas. */
export function open({ pixels, width, height }: Canvas): Sharp {
  return sharp(pixels, { raw: { width, height, channels: 3 } });
}

/** Renders a pipeline to pixels. Transparency becomes black, gray becomes three equal channels. */
export async function develop(pipeline: Sharp): Promise<Canvas> {
  const { data, info } = await pipeline
    .removeAlpha()
    .toColourspace('srgb')
    .raw()
    .toBuffer({ resolveWithObject: true });
  const { width, height } = info;
  if (info.channels === 3) return { pixels: data, width, height };
  const raw = { width, height, channels: 1 as const };
  const pixels = await sharp(data, { raw }).joinChannel([data, data], { raw }).raw().toBuffer();
  return { pixels, width, height };
}

/**
 * Applies one pipeline to the canvas. sharp chooses the order of its steps, so use two pipelines
 * where order matters.
 */
export async function change(canvas: Canvas, alter: (image: Sharp) => Sharp): Promise<Canvas> {
  return await develop(alter(open(canvas)));
}

/** Lays a canvas of the same size over another. */
export async function blend(base: Canvas, top: Canvas, mode: Blend, opacity = 1): Promise<Canvas> {
  const { data, info } = await open(top)
    .ensureAlpha(opacity)
    .raw()
    .toBuffer({ resolveWithObject: true });
  const raw = { width: info.width, height: info.height, channels: 4 as const };
  return await change(base, (image) => image.composite([{ input: data, raw, blend: mode }]));
}

/** Lays a canvas over another where the mask, of the same size, is light. */
export async function blendMasked(base: Canvas, top: Canvas, mask: Canvas): Promise<Canvas> {
  const alpha = await open(mask).extractChannel(0).raw().toBuffer();
  const raw = { width: top.width, height: top.height, channels: 4 as const };
  const input = await open(top)
    .joinChannel(alpha, { raw: { width: mask.width, height: mask.height, channels: 1 } })
    .raw()
    .toBuffer();
  return await change(base, (image) => image.composite([{ input, raw }]));
}

/** Draws SVG elements in pixel coordinates over the canvas. */
export async function drawSvg(
  base: Canvas,
  elements: string,
  mode: Blend = 'over',
): Promise<Canvas> {
  const input = svgDocument(base, elements);
  return await change(base, (image) => image.composite([{ input, blend: mode }]));
}

/** SVG elements on a background. */
export async function svgCanvas(
  size: { readonly width: number; readonly height: number },
  elements: string,
  background = '#000000',
): Promise<Canvas> {
  return await develop(sharp(svgDocument(size, elements)).flatten({ background }));
}

function svgDocument(
  { width, height }: { readonly width: number; readonly height: number },
  elements: string,
): Buffer {
  return Buffer.from(
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">${elements}</svg>`,
  );
}

/** A canvas of the same size in one color. */
export async function filled({ width, height }: Canvas, background: string): Promise<Canvas> {
  return await develop(sharp({ create: { width, height, channels: 3, background } }));
}

/**
 * A small gray pattern, repeated over the size of the canvas. `tone` returns 0–255 for each pixel.
 */
export async function tiled(
  { width, height }: Canvas,
  side: number,
  tone: (x: number, y: number) => number,
): Promise<Canvas> {
  const input = Buffer.alloc(side * side * 3);
  for (let index = 0; index < side * side; index += 1) {
    input.fill(Math.round(tone(index % side, Math.floor(index / side))), index * 3, index * 3 + 3);
  }
  const raw = { width: side, height: side, channels: 3 as const };
  return await develop(
    sharp({ create: { width, height, channels: 3, background: '#000000' } }).composite([
      { input, raw, tile: true },
    ]),
  );
}

/**
 * Adds gray grain; `strength` is 0–1. The grain comes from `random`, because sharp's own has no
 * seed.
 */
export async function grain(
  canvas: Canvas,
  random: Random,
  strength: number,
  mode: Blend = 'overlay',
): Promise<Canvas> {
  const side = 256;
  const tile = Buffer.alloc(side * side * 3);
  for (let at = 0; at < tile.length; at += 3) {
    tile.fill(Math.round(128 + (random() + random() - 1) * 127 * strength), at, at + 3);
  }
  const raw = { width: side, height: side, channels: 3 as const };
  return await change(canvas, (image) =>
    image.composite([{ input: tile, raw, tile: true, blend: mode }]),
  );
}

/** The average colors of a grid of `columns` × `rows` cells. */
export async function sampled(canvas: Canvas, columns: number, rows: number): Promise<Canvas> {
  return await change(canvas, (image) =>
    image.resize({ width: columns, height: rows, fit: 'fill', kernel: 'cubic' }),
  );
}

/** A pixel as a CSS color. Positions outside are moved to the edge. */
export function cssColor({ pixels, width, height }: Canvas, x: number, y: number): string {
  const column = Math.max(0, Math.min(width - 1, Math.floor(x)));
  const row = Math.max(0, Math.min(height - 1, Math.floor(y)));
  const at = (row * width + column) * 3;
  return `#${pixels.toString('hex', at, at + 3)}`;
}
