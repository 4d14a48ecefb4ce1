import {
  blend,
  blendMasked,
  change,
  cssColor,
  drawSvg,
  filled,
  grain,
  sampled,
  svgCanvas,
} from './canvas.js';
import type { Effect } from './effect.js';
import { between } from './random.js';
import { contrast, edges, ink, posterise, smoothed, vignette } from './tones.js';

/** Pale washes with dark rims, on paper that is left white at the border. */
export const watercolor: Effect = async (canvas, random) => {
  const wash = await change(await smoothed(canvas, 9, 0.35), (image) =>
    image.modulate({ saturation: 1.25, brightness: 1.15 }),
  );
  const pools = await posterise(await change(wash, (image) => image.blur(3)), 4);
  const soft = await blend(wash, pools, 'over', 0.5);
  const pale = await change(soft, (image) => image.linear(0.72, 72));
  const rims = await change(await edges(pools, 2, 2.2), (image) => image.linear(0.4, 0));
  const painted = await ink(pale, rims);
  const paper = await filled(canvas, '#fbf8f0');
  const { width, height } = canvas;
  const splashes = Array.from({ length: 46 }, (_, index) => {
    const angle = (index / 46) * Math.PI * 2;
    const reach = between(random, 0.3, 0.4);
    const x = width * (0.5 + Math.cos(angle) * reach);
    const y = height * (0.5 + Math.sin(angle) * reach);
    return `<circle cx="${x}" cy="${y}" r="${between(random, 0.06, 0.15) * width}"/>`;
  }).join('');
  const mask = await svgCanvas(
    canvas,
    `<g fill="#fff">${splashes}<rect x="12%" y="12%" width="76%" height="76%"/></g>`,
  );
  const soaked = await change(mask, (image) => image.blur(9));
  return await grain(await blendMasked(paper, painted, soaked), random, 0.22, 'soft-light');
};

/** Thick paint: flattened color, relief of the brush, canvas weave, warm shadows. */
export const oilPainting: Effect = async (canvas, random) => {
  const strokes = await dabs(canvas, random, { columns: 62, length: 2.2, width: 1.3, sway: 0.9 });
  const flat = await blend(await smoothed(canvas, 7), strokes, 'over', 0.75);
  const relief = await change(flat, (image) =>
    image
      .greyscale()
      .convolve({ width: 3, height: 3, offset: 128, kernel: [-2, -1, 0, -1, 0, 1, 0, 1, 2] }),
  );
  const thick = await blend(flat, relief, 'hard-light', 0.4);
  const warm = await change(await contrast(thick, 1.15, -2), (image) =>
    image.modulate({ saturation: 1.3 }).linear([1.04, 0.98, 0.84], [4, 0, -4]),
  );
  const weave =
    '<defs><pattern id="w" width="5" height="5" patternUnits="userSpaceOnUse"><path d="M0 0H5M0 0V5" stroke="#000" stroke-opacity=".16" stroke-width="1.4"/></pattern></defs><rect width="100%" height="100%" fill="url(#w)"/>';
  return await vignette(await drawSvg(warm, weave), '#1d0f04', 0.65);
};

/** Only short strokes of pure color. */
export const impressionist: Effect = async (canvas, random) => {
  const bright = await change(canvas, (image) =>
    image.modulate({ saturation: 1.55, brightness: 1.12 }),
  );
  return await dabs(bright, random, { columns: 46, length: 1.9, width: 0.75, sway: 2.4 });
};

interface Brush {
  /** Strokes in one row. */
  readonly columns: number;
  /** In cells of the stroke grid. */
  readonly length: number;
  readonly width: number;
  /** The largest angle between a stroke and the horizontal, in radians. */
  readonly sway: number;
}

/** Redraws the canvas with strokes; each has the color below it. */
async function dabs(
  canvas: Parameters<Effect>[0],
  random: Parameters<Effect>[1],
  brush: Brush,
): ReturnType<Effect> {
  const cell = canvas.width / brush.columns;
  const rows = Math.max(1, Math.round(canvas.height / cell));
  const colors = await sampled(canvas, brush.columns, rows);
  const strokes: string[] = [];
  for (let index = 0; index < brush.columns * rows; index += 1) {
    // A stride without common factors with usual grid sizes scatters the order of the strokes.
    const place = (index * 1_000_003) % (brush.columns * rows);
    const column = place % brush.columns;
    const row = Math.floor(place / brush.columns);
    const x = (column + between(random, 0.1, 0.9)) * cell;
    const y = (row + between(random, 0.1, 0.9)) * cell;
    const angle = (random() - 0.5) * brush.sway;
    const half = (cell * brush.length * between(random, 0.7, 1.2)) / 2;
    const [dx, dy] = [Math.cos(angle) * half, Math.sin(angle) * half];
    strokes.push(
      `<path d="M${(x - dx).toFixed(1)} ${(y - dy).toFixed(1)}l${(2 * dx).toFixed(1)} ${(2 * dy).toFixed(1)}" stroke="${cssColor(colors, column, row)}"/>`,
    );
  }
  const base = await change(canvas, (image) => image.blur(8));
  return await drawSvg(
    base,
    `<g stroke-linecap="round" stroke-width="${cell * brush.width}">${strokes.join('')}</g>`,
  );
}
