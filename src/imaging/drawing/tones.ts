import { blend, change, drawSvg, filled, open } from './canvas.js';
import type { Canvas } from './canvas.js';

/** Keeps the upper bits of every channel (1–7) and stretches them to the full range. */
export async function posterise(canvas: Canvas, bits: number): Promise<Canvas> {
  const level = 256 - 2 ** (8 - bits);
  const mask = await filled(canvas, `rgb(${level},${level},${level})`);
  const raw = { width: mask.width, height: mask.height, channels: 3 as const };
  const masked = await change(canvas, (image) => image.boolean(mask.pixels, 'and', { raw }));
  return await change(masked, (image) => image.linear(255 / level, 0));
}

/** Gray, stretched to 0–255, with lightened midtones. */
export async function gray(canvas: Canvas): Promise<Canvas> {
  const tones = await change(canvas, (image) => image.greyscale().normalise());
  const middle = await quantile(tones, 0.5);
  const lift = Math.min(0.9, (135 - middle) / 80);
  return lift <= 0 ? tones : await blend(tones, tones, 'screen', lift);
}

/** Raises or lowers the contrast. */
export async function contrast(canvas: Canvas, factor: number, lift = 0): Promise<Canvas> {
  return await change(canvas, (image) => image.linear(factor, 128 * (1 - factor) + lift));
}

/** Colors a gray canvas: black becomes `dark`, white becomes `light` (each 0–255 per channel). */
export async function duotone(
  canvas: Canvas,
  dark: readonly [number, number, number],
  light: readonly [number, number, number],
): Promise<Canvas> {
  const factors = light.map((value, channel) => (value - (dark[channel] ?? 0)) / 255);
  const tones = await gray(canvas);
  return await change(tones, (image) => image.linear(factors, [...dark]));
}

/** White lines on black where tones change, `thickness` in pixels of a 1024 canvas. */
export async function edges(canvas: Canvas, thickness: number, gain: number): Promise<Canvas> {
  const scale = 1 / thickness;
  const { width, height } = canvas;
  const small = await change(canvas, (image) =>
    image
      .greyscale()
      .resize({
        width: Math.max(8, Math.round(width * scale)),
        height: Math.max(8, Math.round(height * scale)),
        fit: 'fill',
      })
      .blur(1.2),
  );
  const lines = await change(small, (image) =>
    image.convolve({ width: 3, height: 3, kernel: [-1, -1, -1, -1, 8, -1, -1, -1, -1] }),
  );
  const strong = await change(lines, (image) => image.linear(gain, -10 * gain));
  return await change(strong, (image) => image.resize({ width, height, fit: 'fill' }));
}

/** Draws the lines of `edges` in black ink over the canvas. */
export async function ink(canvas: Canvas, lines: Canvas): Promise<Canvas> {
  const black = await change(lines, (image) => image.negate());
  return await blend(canvas, black, 'multiply');
}

/** Flattens texture and keeps edges. The median runs on a smaller canvas, where it is fast. */
export async function smoothed(canvas: Canvas, size: number, scale = 0.5): Promise<Canvas> {
  const { width, height } = canvas;
  const small = await change(canvas, (image) =>
    image.resize({
      width: Math.round(width * scale),
      height: Math.round(height * scale),
      fit: 'fill',
    }),
  );
  const flat = await change(small, (image) => image.median(size));
  return await change(flat, (image) => image.resize({ width, height, fit: 'fill' }));
}

/** Darkens (or colors) the corners. */
export async function vignette(canvas: Canvas, color: string, opacity: number): Promise<Canvas> {
  return await drawSvg(
    canvas,
    `<defs><radialGradient id="v" r="0.75"><stop offset="0.45" stop-color="${color}" stop-opacity="0"/><stop offset="1" stop-color="${color}" stop-opacity="${opacity}"/></radialGradient></defs><rect width="100%" height="100%" fill="url(#v)"/>`,
  );
}

/** The gray value (0–255) below which `share` (0–1) of the canvas lies. */
export async function quantile(canvas: Canvas, share: number): Promise<number> {
  const sample = await open(canvas)
    .resize(64, 64, { fit: 'fill' })
    .greyscale()
    .extractChannel(0)
    .raw()
    .toBuffer();
  const sorted = Uint8Array.from(sample).toSorted();
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0;
}
