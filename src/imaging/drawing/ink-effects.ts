import { blend, blendMasked, change, drawSvg, filled, grain, svgCanvas, tiled } from './canvas.js';
import type { Effect } from './effect.js';
import { between } from './random.js';
import { contrast, edges, gray, ink, posterise, smoothed } from './tones.js';

/** Pencil on paper: color dodge keeps only changes of tone, hatching shades dark areas. */
export const sketch: Effect = async (canvas, random) => {
  const tones = await gray(canvas);
  const veil = await change(tones, (image) => image.negate().blur(9));
  const lines = await contrast(await blend(tones, veil, 'colour-dodge'), 2.2, -110);
  const shade = await contrast(tones, 1.5, 96);
  const strokes = await tiled(canvas, 8, (x, y) => ((x + y) % 8 < 3 ? 0 : 255));
  const hatched = await blend(shade, strokes, 'lighten');
  const drawn = await blend(lines, hatched, 'multiply', 0.75);
  const paper = await filled(canvas, '#f7f4ec');
  return await grain(await blend(await contrast(drawn, 1.3, 34), paper, 'multiply'), random, 0.2);
};

/** Flat bright fills and thick ink. */
export const cartoon: Effect = async (canvas) => {
  const bright = await change(await smoothed(canvas, 7), (image) =>
    image.modulate({ saturation: 1.9, brightness: 1.1 }),
  );
  const fills = await posterise(await contrast(bright, 1.15, 16), 3);
  return await ink(fills, await edges(canvas, 4, 7));
};

/** Cel shading, thin lines, light from above and petals. */
export const animeManga: Effect = async (canvas, random) => {
  const soft = await change(await smoothed(canvas, 5), (image) =>
    image.modulate({ saturation: 1.4, brightness: 1.14 }),
  );
  const cel = await blend(soft, await posterise(soft, 2), 'soft-light', 0.5);
  const drawn = await ink(cel, await edges(canvas, 2, 4));
  const { width, height } = canvas;
  const petals = Array.from({ length: 34 }, () => {
    const x = between(random, 0, width);
    const y = between(random, 0, height);
    const size = between(random, 7, 20);
    return `<ellipse rx="${size}" ry="${size * 0.45}" transform="translate(${x} ${y}) rotate(${between(random, 0, 180)})"/>`;
  }).join('');
  const sky =
    '<defs><linearGradient id="l" x1="0" y1="0" x2="0.6" y2="1"><stop stop-color="#ffd7ee" stop-opacity=".75"/><stop offset=".6" stop-color="#bfe3ff" stop-opacity=".12"/><stop offset="1" stop-color="#bfe3ff" stop-opacity="0"/></linearGradient></defs><rect width="100%" height="100%" fill="url(#l)"/>';
  const lit = await drawSvg(drawn, sky, 'screen');
  return await drawSvg(lit, `<g fill="#ffb3cf" fill-opacity=".9">${petals}</g>`);
};

/** The middle of the picture, cut out with a white rim, on a light ground. */
export const sticker: Effect = async (canvas, random) => {
  const { width, height } = canvas;
  const fills = await posterise(
    await change(await smoothed(canvas, 7), (image) => image.modulate({ saturation: 1.6 })),
    3,
  );
  const drawn = await ink(fills, await edges(canvas, 3, 5));
  const bumps = Array.from({ length: 12 }, () => between(random, 0.93, 1));
  const shape = (grow: number): string => {
    const points = bumps.map((bump, index) => {
      const angle = (index / bumps.length) * Math.PI * 2;
      const x = width / 2 + Math.cos(angle) * (width * 0.4 * bump + grow);
      const y = height / 2 + Math.sin(angle) * (height * 0.4 * bump + grow);
      return [x, y] as const;
    });
    return smoothPath(points);
  };
  const ground = await drawSvg(
    await filled(canvas, '#dfe9f2'),
    '<defs><pattern id="p" width="36" height="36" patternUnits="userSpaceOnUse"><circle cx="18" cy="18" r="3" fill="#c5d5e4"/></pattern></defs><rect width="100%" height="100%" fill="url(#p)"/>',
  );
  const shadow = await change(
    await svgCanvas(canvas, `<path d="${shape(26)}" transform="translate(10 16)" fill="#8d8d8d"/>`),
    (image) => image.blur(12),
  );
  const shaded = await blendMasked(ground, await filled(canvas, '#20304a'), shadow);
  const rim = await drawSvg(
    shaded,
    `<path d="${shape(26)}" fill="#fff" stroke="#c9d2da" stroke-width="2"/>`,
  );
  return await blendMasked(
    rim,
    drawn,
    await svgCanvas(canvas, `<path d="${shape(0)}" fill="#fff"/>`),
  );
};

/** A closed curve through the midpoints between the points. */
function smoothPath(points: readonly (readonly [number, number])[]): string {
  const middle = (index: number): string => {
    const [ax, ay] = points[index % points.length] ?? [0, 0];
    const [bx, by] = points[(index + 1) % points.length] ?? [0, 0];
    return `${(ax + bx) / 2} ${(ay + by) / 2}`;
  };
  const curves = points.map((_, index) => {
    const [x, y] = points[(index + 1) % points.length] ?? [0, 0];
    return `Q${x} ${y} ${middle(index + 1)}`;
  });
  return `M${middle(0)}${curves.join('')}Z`;
}
