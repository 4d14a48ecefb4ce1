import { blend, blendMasked, change, drawSvg, filled, grain, svgCanvas, tiled } from './canvas.js';
import type { Effect } from './effect.js';
import { between } from './random.js';
import { contrast, duotone, edges, gray, ink, posterise, quantile, smoothed } from './tones.js';

/** Bright flat inks, halftone dots in the shadows, thick contours. */
export const popArt: Effect = async (canvas) => {
  const loud = await change(await smoothed(canvas, 5), (image) =>
    image.modulate({ saturation: 2.6, brightness: 1.15 }),
  );
  const inks = await posterise(await contrast(loud, 1.5), 1);
  const softened = await change(await blend(inks, loud, 'over', 0.25), (image) =>
    image.linear([0.95, 0.9, 0.9], [12, 16, 8]),
  );
  const screen = await tiled(canvas, 16, dotTone);
  const mixed = await blend(await gray(canvas), screen, 'over', 0.5);
  const dots = await change(mixed, (image) => image.threshold(104));
  const printed = await blend(softened, dots, 'multiply', 0.85);
  return await ink(printed, await edges(canvas, 4, 7));
};

/**
 * Two dots in a tile of 16, so that the rows of dots are diagonal. A dot is darkest in its middle.
 */
function dotTone(x: number, y: number): number {
  const wave = Math.cos((x / 16) * 2 * Math.PI) * Math.cos((y / 16) * 2 * Math.PI);
  return 255 * (1 - Math.abs(wave));
}

/** Gold on black and green with a sunburst and a stepped frame. */
export const artDeco: Effect = async (canvas) => {
  const flat = await posterise(await gray(await smoothed(canvas, 9)), 2);
  const gold = await duotone(flat, [9, 24, 22], [236, 201, 120]);
  const { width: w, height: h } = canvas;
  const rays = Array.from({ length: 24 }, (_, index) => {
    const [from, to] = [(index * 2 - 0.5) * (Math.PI / 48), (index * 2 + 0.5) * (Math.PI / 48)];
    const reach = Math.hypot(w, h);
    const point = (angle: number): string =>
      `${w / 2 + Math.cos(angle) * -reach} ${h - Math.sin(angle) * reach}`;
    return `<path d="M${w / 2} ${h}L${point(from)}L${point(to)}Z"/>`;
  }).join('');
  const frame = [10, 24, 32]
    .map(
      (inset, step) =>
        `<path d="M${inset + 46} ${inset}H${w - inset - 46}V${inset + 22}H${w - inset - 22}V${inset + 46}H${w - inset}V${h - inset - 46}H${w - inset - 22}V${h - inset - 22}H${w - inset - 46}V${h - inset}H${inset + 46}V${h - inset - 22}H${inset + 22}V${h - inset - 46}H${inset}V${inset + 46}H${inset + 22}V${inset + 22}H${inset + 46}Z" stroke-width="${step === 0 ? 7 : 2}"/>`,
    )
    .join('');
  const edge = `<rect x="0" y="0" width="${w}" height="${h}" fill="none" stroke="#091412" stroke-width="20"/>`;
  const lit = await drawSvg(gold, `<g fill="#f0d48a" fill-opacity=".26">${rays}</g>`);
  const lines = await edges(canvas, 2, 6);
  const traced = await blendMasked(lit, await filled(canvas, '#f6dfa0'), lines);
  return await drawSvg(traced, `${edge}<g fill="none" stroke="#d9b45f">${frame}</g>`);
};

/** Sprayed on bricks: vivid fills, thick outlines, drips and overspray. */
export const graffiti: Effect = async (canvas, random) => {
  const vivid = await change(await smoothed(canvas, 7), (image) =>
    image.modulate({ saturation: 2.3, brightness: 1.1, hue: 25 }),
  );
  const paint = await ink(await posterise(vivid, 3), await edges(canvas, 5, 8));
  const { width: w, height: h } = canvas;
  const bricks =
    '<defs><pattern id="b" width="96" height="64" patternUnits="userSpaceOnUse"><rect width="96" height="64" fill="#4f4a47"/><g fill="#c9b8ad"><rect x="2" y="2" width="92" height="28"/><rect x="-46" y="34" width="92" height="28"/><rect x="50" y="34" width="92" height="28"/></g></pattern></defs><rect width="100%" height="100%" fill="url(#b)"/>';
  const wall = await grain(await svgCanvas(canvas, bricks), random, 0.7);
  const colors = ['#ff2e88', '#21d4fd', '#ffe600', '#7cff4f', '#ff7a1a'];
  const spots = Array.from({ length: 9 }, (_, index) => {
    const x = between(random, 0, w);
    const y = between(random, 0, h * 0.75);
    const size = between(random, 5, 11);
    const drip = between(random, 60, 190);
    return `<g fill="${colors[index % colors.length] ?? ''}"><circle cx="${x}" cy="${y}" r="${size * 2.6}"/><rect x="${x - size / 2}" y="${y}" width="${size}" height="${drip}" rx="${size / 2}"/></g>`;
  }).join('');
  const mist = await change(
    await svgCanvas(canvas, spots.replaceAll(/<rect[^>]*>/g, '')),
    (image) => image.blur(26).linear(1.5, 0),
  );
  const sprayed = await drawSvg(await blend(paint, mist, 'screen', 0.8), spots);
  return await contrast(await blend(sprayed, wall, 'multiply'), 1.25, 12);
};

/** Five layers of paper in the colors of the picture, each with its shadow. */
export const paperCut: Effect = async (canvas, random) => {
  const shapes = await change(await smoothed(canvas, 9, 0.35), (image) =>
    image.greyscale().blur(5),
  );
  const sheets = ['#1d2f4f', '#b3424a', '#e58a4e', '#f2c777', '#fbf1dc'];
  let stack = await filled(canvas, sheets[4] ?? '#fff');
  for (const [depth, share] of [0.8, 0.58, 0.36, 0.16].entries()) {
    const level = Math.max(1, Math.min(254, await quantile(shapes, share)));
    const cut = await change(await change(shapes, (image) => image.negate()), (image) =>
      image.threshold(255 - level),
    );
    const shadow = await change(cut, (image) => image.blur(9).linear(0.5, 0));
    stack = await blendMasked(stack, await filled(canvas, '#20140c'), shadow);
    stack = await blendMasked(stack, await filled(canvas, sheets[3 - depth] ?? '#000'), cut);
  }
  return await grain(stack, random, 0.22);
};

/** A small, muted, flat picture in a disc with empty space around it. */
export const minimalist: Effect = async (canvas) => {
  const tones = await change(await gray(await smoothed(canvas, 9, 0.35)), (image) => image.blur(5));
  const [middle, high] = [await quantile(tones, 0.45), await quantile(tones, 0.82)];
  const lower = await change(tones, (image) => image.threshold(Math.max(1, middle)));
  const upper = await change(tones, (image) => image.threshold(Math.max(2, high)));
  const muted = await duotone(
    await blend(lower, upper, 'over', 0.5),
    [74, 98, 112],
    [232, 206, 170],
  );
  const ground = await filled(canvas, '#f3efe8');
  const radius = Math.min(canvas.width, canvas.height) * 0.38;
  const disc = `<circle cx="${canvas.width / 2}" cy="${canvas.height / 2}" r="${radius}" fill="#fff"/>`;
  const placed = await blendMasked(ground, muted, await svgCanvas(canvas, disc));
  return await drawSvg(
    placed,
    `<path d="M${canvas.width / 2 - radius} ${canvas.height * 0.94}h${radius * 2}" stroke="#4a6270" stroke-width="3"/>`,
  );
};
