import { blendMasked, change, cssColor, drawSvg, sampled, svgCanvas } from './canvas.js';
import type { Canvas } from './canvas.js';
import type { Effect } from './effect.js';
import { between } from './random.js';
import type { Random } from './random.js';
import { contrast, vignette } from './tones.js';

/** Discs, bars and triangles in the colors of the picture. */
export const abstract: Effect = async (canvas, random) => {
  const vivid = await change(canvas, (image) => image.modulate({ saturation: 1.7 }));
  const colors = await sampled(vivid, 14, 10);
  const { width: w, height: h } = canvas;
  const shapes = Array.from({ length: 90 }, (_, index) => {
    const [x, y] = [between(random, 0, w), between(random, 0, h)];
    const size = between(random, 0.4, 1) * w * (0.2 - index * 0.0016);
    const fill = `fill="${cssColor(colors, (x / w) * 14, (y / h) * 10)}" fill-opacity="${between(random, 0.55, 0.95)}"`;
    const kind = Math.floor(random() * 4);
    if (kind === 0) return `<circle cx="${x}" cy="${y}" r="${size * 0.6}" ${fill}/>`;
    const turn = `transform="translate(${x} ${y}) rotate(${between(random, 0, 360)})"`;
    if (kind === 1)
      return `<path d="M${-size} ${size * 0.6}L0 ${-size}L${size} ${size * 0.7}Z" ${turn} ${fill}/>`;
    if (kind === 2)
      return `<path d="M${-size} 0A${size} ${size} 0 0 1 ${size} 0Z" ${turn} ${fill} stroke="#16161d" stroke-width="4"/>`;
    return `<rect x="${-size}" y="${-size * 0.16}" width="${size * 2}" height="${size * 0.32}" ${turn} ${fill}/>`;
  }).join('');
  const lines = Array.from(
    { length: 9 },
    () =>
      `<path d="M${between(random, 0, w)} ${between(random, 0, h)}Q${between(random, 0, w)} ${between(random, 0, h)} ${between(random, 0, w)} ${between(random, 0, h)}"/>`,
  ).join('');
  const fields = await change(vivid, (image) => image.blur(40));
  return await drawSvg(
    await contrast(fields, 1.4),
    `${shapes}<g fill="none" stroke="#16161d" stroke-width="5">${lines}</g>`,
  );
};

/** Distorted shapes in shifted hues, with a moon that holds the picture again, turned. */
export const surreal: Effect = async (canvas, random) => {
  const swaying = melted(canvas, random);
  const foreign = await change(swaying, (image) => image.modulate({ hue: 150, saturation: 1.35 }));
  const dusk =
    '<defs><linearGradient id="d" x2="0" y2="1"><stop stop-color="#ff9a5a" stop-opacity=".5"/><stop offset=".6" stop-color="#3b1d6e" stop-opacity=".25"/><stop offset="1" stop-color="#0b0626" stop-opacity=".7"/></linearGradient></defs><rect width="100%" height="100%" fill="url(#d)"/>';
  const dream = await drawSvg(foreign, dusk);
  const [x, y, r] = [
    canvas.width * 0.7,
    canvas.height * 0.32,
    Math.min(canvas.width, canvas.height) * 0.22,
  ];
  const turned = await change(await change(canvas, (image) => image.flip().flop()), (image) =>
    image.modulate({ brightness: 1.15 }),
  );
  const shadow = `<ellipse cx="${x - r}" cy="${canvas.height * 0.9}" rx="${r * 1.5}" ry="${r * 0.16}" fill="#0a0420" fill-opacity=".6"/>`;
  const halo = `<circle cx="${x}" cy="${y}" r="${r + 9}" fill="#fff3d6"/>`;
  const moon = await svgCanvas(canvas, `<circle cx="${x}" cy="${y}" r="${r}" fill="#fff"/>`);
  return await blendMasked(await drawSvg(dream, shadow + halo), turned, moon);
};

/**
 * Shifts rows sideways by a wave that grows to the bottom. Pixels that leave one side enter the
 * other.
 */
function melted({ pixels, width, height }: Canvas, random: Random): Canvas {
  const moved = Buffer.alloc(pixels.length);
  const stride = width * 3;
  const [phase, waves] = [random() * Math.PI * 2, between(random, 2.2, 3.4)];
  for (let y = 0; y < height; y += 1) {
    const depth = y / height;
    const push = Math.sin(phase + depth * waves * Math.PI * 2) * width * 0.09 * (0.25 + depth);
    const shift = (((Math.round(push) % width) + width) % width) * 3;
    const row = y * stride;
    pixels.copy(moved, row + shift, row, row + stride - shift);
    pixels.copy(moved, row, row + stride - shift, row + stride);
  }
  return { pixels: moved, width, height };
}

/** How far a corner is moved, in cells. Corners at the border are not moved. */
function jitter(random: Random, at: number, last: number): number {
  return at === 0 || at === last ? 0 : between(random, -0.36, 0.36);
}

/** Panes of one glowing color each, between lead lines. */
export const stainedGlass: Effect = async (canvas, random) => {
  const jewel = await change(canvas, (image) =>
    image.modulate({ saturation: 2.1, brightness: 1.15 }),
  );
  const columns = 26;
  const rows = Math.max(2, Math.round((columns * canvas.height) / canvas.width));
  const colors = await sampled(await contrast(jewel, 1.2), columns, rows);
  const [cellWidth, cellHeight] = [canvas.width / columns, canvas.height / rows];
  const corners = Array.from({ length: (columns + 1) * (rows + 1) }, (_, index) => {
    const [column, row] = [index % (columns + 1), Math.floor(index / (columns + 1))];
    return `${((column + jitter(random, column, columns)) * cellWidth).toFixed(1)} ${((row + jitter(random, row, rows)) * cellHeight).toFixed(1)}`;
  });
  const panes: string[] = [];
  for (let row = 0; row < rows; row += 1) {
    for (let column = 0; column < columns; column += 1) {
      const at = row * (columns + 1) + column;
      const [a, b, c, d] = [at, at + 1, at + columns + 2, at + columns + 1].map(
        (corner) => corners[corner] ?? '0 0',
      );
      panes.push(`<path d="M${a}L${b}L${c}L${d}Z" fill="${cssColor(colors, column, row)}"/>`);
    }
  }
  const window = await drawSvg(
    jewel,
    `<g stroke="#15130f" stroke-width="5" stroke-linejoin="round">${panes.join('')}</g>`,
  );
  const glow =
    '<defs><radialGradient id="g" r=".7"><stop stop-color="#fff" stop-opacity=".45"/><stop offset="1" stop-color="#fff" stop-opacity="0"/></radialGradient></defs><rect width="100%" height="100%" fill="url(#g)"/>';
  return await vignette(await drawSvg(window, glow, 'soft-light'), '#000', 0.6);
};
