import { blend, change, drawSvg, svgCanvas } from './canvas.js';
import type { Canvas } from './canvas.js';
import type { Effect } from './effect.js';
import { contrast, posterise } from './tones.js';

/** The 8-bit look: coarse pixels, six bits of color. */
export const pixelArt: Effect = async (canvas) => {
  const tiny = await shrunk(await saturated(canvas, 1.5), 64);
  return await enlarged(canvas, await posterise(await contrast(tiny, 1.25), 2));
};

/** The 16-bit look: nine bits of color, dithered. */
export const pixelArt16: Effect = async (canvas) => {
  const small = await shrunk(await saturated(canvas, 1.35), 144);
  const checks =
    '<defs><pattern id="d" width="2" height="2" patternUnits="userSpaceOnUse"><rect width="1" height="1" fill="#fff"/><rect x="1" y="1" width="1" height="1" fill="#fff"/></pattern></defs><rect width="100%" height="100%" fill="url(#d)"/>';
  const dithered = await blend(small, await svgCanvas(small, checks), 'soft-light', 0.45);
  const lighter = await contrast(dithered, 1.15, 14);
  return await enlarged(canvas, await posterise(lighter, 3));
};

/** The 32-bit look: fine squares with seams, glowing lights. */
export const pixelArt32: Effect = async (canvas) => {
  const glow = await change(canvas, (image) => image.blur(12));
  const lit = await blend(await saturated(canvas, 1.3), glow, 'screen', 0.45);
  const fine = await posterise(await shrunk(lit, 170), 5);
  const large = await enlarged(canvas, fine);
  return await drawSvg(large, seams(large, Math.max(large.width, large.height) / 170));
};

function seams({ width, height }: Canvas, cell: number): string {
  let lines = '';
  for (let x = cell; x < width; x += cell) lines += `M${x.toFixed(1)} 0V${height}`;
  for (let y = cell; y < height; y += cell) lines += `M0 ${y.toFixed(1)}H${width}`;
  return `<path d="${lines}" stroke="#10102a" stroke-opacity=".45" stroke-width="1.6"/>`;
}

async function saturated(canvas: Canvas, saturation: number): Promise<Canvas> {
  return await change(canvas, (image) => image.modulate({ saturation }));
}

async function shrunk(canvas: Canvas, side: number): Promise<Canvas> {
  return await change(canvas, (image) =>
    image.resize({ width: side, height: side, fit: 'inside' }),
  );
}

async function enlarged({ width, height }: Canvas, small: Canvas): Promise<Canvas> {
  return await change(small, (image) =>
    image.resize({ width, height, fit: 'fill', kernel: 'nearest' }),
  );
}
