import { blend, blendMasked, change, drawSvg, filled, grain, svgCanvas } from './canvas.js';
import type { Effect } from './effect.js';
import { between } from './random.js';
import { contrast, duotone, edges, gray, smoothed, vignette } from './tones.js';

/** Glowing outlines on near-black. */
export const neon: Effect = async (canvas) => {
  const lines = await edges(await smoothed(canvas, 5), 3, 8);
  const tubes =
    '<defs><linearGradient id="t" x2="1" y2="1"><stop stop-color="#ff2bd6"/><stop offset=".5" stop-color="#22e6ff"/><stop offset="1" stop-color="#9d4bff"/></linearGradient></defs><rect width="100%" height="100%" fill="url(#t)"/>';
  const lit = await blend(lines, await svgCanvas(canvas, tubes), 'multiply');
  const near = await change(lit, (image) => image.blur(6).linear(1.6, 0));
  const far = await change(lit, (image) => image.blur(28).linear(2.4, 0));
  const night = await duotone(canvas, [6, 4, 20], [44, 22, 74]);
  const haze = await blend(await blend(night, far, 'screen'), near, 'screen');
  const core = await change(lines, (image) => image.linear(0.55, -40));
  return await blend(await blend(haze, lit, 'screen'), core, 'screen');
};

/** A faded sepia print with scratches. */
export const vintage: Effect = async (canvas, random) => {
  const sepia = await duotone(
    await change(canvas, (image) => image.blur(1.2)),
    [52, 32, 18],
    [242, 222, 180],
  );
  const { width, height } = canvas;
  const scratches = Array.from({ length: 16 }, () => {
    const x = between(random, 0, width);
    const y = between(random, 0, height * 0.7);
    return `<path d="M${x} ${y}q${between(random, -8, 8)} ${height * 0.1} ${between(random, -5, 5)} ${between(random, 40, height * 0.3)}" stroke-opacity="${between(random, 0.2, 0.6)}"/>`;
  }).join('');
  const worn = await drawSvg(
    sepia,
    `<g stroke="#fff4d8" stroke-width="1.3" fill="none">${scratches}</g>`,
  );
  return await vignette(await grain(worn, random, 0.4), '#2a1606', 0.85);
};

/** Local contrast, crisp detail and warm light in the middle, blurred surroundings. */
export const photorealistic: Effect = async (canvas) => {
  const around = await change(canvas, (image) => image.blur(24).negate());
  // Inverted surroundings as light bring out local contrast.
  const local = await blend(canvas, around, 'soft-light', 0.45);
  const crisp = await change(await contrast(local, 1.4), (image) => image.sharpen({ sigma: 1.6 }));
  const graded = await change(crisp, (image) =>
    image.modulate({ saturation: 1.25 }).linear([1.1, 1.03, 0.94], [4, 0, -6]),
  );
  const blurred = await change(graded, (image) => image.blur(11));
  const focus = await svgCanvas(
    canvas,
    '<defs><radialGradient id="f" r=".62"><stop offset=".5" stop-color="#fff"/><stop offset="1" stop-color="#000"/></radialGradient></defs><rect width="100%" height="100%" fill="url(#f)"/>',
  );
  return await vignette(await blendMasked(blurred, graded, focus), '#000', 0.5);
};

/** Moonlit, seen through a pointed arch. */
export const gothic: Effect = async (canvas, random) => {
  const cold = await duotone(canvas, [4, 3, 12], [150, 152, 178]);
  const hue = await blend(
    cold,
    await change(canvas, (image) => image.linear(0.7, 0)),
    'over',
    0.28,
  );
  const dark = await contrast(hue, 1.3, 2);
  const { width: w, height: h } = canvas;
  const window = `M${w * 0.08} ${h}V${h * 0.52}Q${w * 0.1} ${h * 0.16} ${w / 2} ${h * 0.03}Q${w * 0.9} ${h * 0.16} ${w * 0.92} ${h * 0.52}V${h}Z`;
  const stone = `<path fill-rule="evenodd" d="M0 0H${w}V${h}H0Z${window}" fill="#0b0a10"/><path d="${window}" fill="none" stroke="#3d3a48" stroke-width="12"/><path d="${window}" fill="none" stroke="#6b6780" stroke-width="2.5"/>`;
  const bars = `<path d="M${w / 2} ${h * 0.03}V${h}M${w * 0.08} ${h * 0.56}H${w * 0.92}" stroke="#0b0a10" stroke-width="9"/>`;
  const framed = await drawSvg(await vignette(dark, '#05030c', 0.6), stone + bars);
  return await grain(framed, random, 0.3);
};

/** Copper and gaslight, gears in the corners. */
export const steampunk: Effect = async (canvas, random) => {
  const copper = await duotone(canvas, [24, 12, 6], [238, 178, 98]);
  const metal = await contrast(await blend(copper, canvas, 'soft-light', 0.55), 1.3, -8);
  const { width: w, height: h } = canvas;
  const side = Math.min(w, h);
  const gears = [
    gear(w * 0.03, h * 0.97, side * 0.25, 16),
    gear(w * 0.25, h * 1.02, side * 0.13, 11),
    gear(w * 0.98, h * 0.04, side * 0.22, 14),
    gear(w * 0.8, h * -0.01, side * 0.11, 10),
  ].join('');
  const frame = `<rect x="7" y="7" width="${w - 14}" height="${h - 14}" fill="none" stroke="#5a371a" stroke-width="14"/><rect x="15" y="15" width="${w - 30}" height="${h - 30}" fill="none" stroke="#c08a45" stroke-width="2"/>`;
  const steam = Array.from(
    { length: 7 },
    () =>
      `<ellipse cx="${between(random, 0, w)}" cy="${between(random, h * 0.1, h * 0.9)}" rx="${between(random, 60, 180)}" ry="${between(random, 24, 60)}"/>`,
  ).join('');
  const clouds = await change(await svgCanvas(canvas, `<g fill="#7a6a55">${steam}</g>`), (image) =>
    image.blur(34),
  );
  const hazy = await blend(await vignette(metal, '#140903', 0.75), clouds, 'screen', 0.8);
  return await drawSvg(hazy, frame + gears);
};

function gear(x: number, y: number, radius: number, teeth: number): string {
  const tooth = `<rect x="${-radius * 0.09}" y="${-radius * 1.14}" width="${radius * 0.18}" height="${radius * 0.3}"/>`;
  const ring = Array.from(
    { length: teeth },
    (_, index) => `<g transform="rotate(${(index * 360) / teeth})">${tooth}</g>`,
  ).join('');
  return `<g transform="translate(${x} ${y})" fill="#8d5f2c" stroke="#3a2210" stroke-width="2">${ring}<circle r="${radius}"/><circle r="${radius * 0.74}" fill="#b98543"/><circle r="${radius * 0.3}" fill="#5c3c1c"/></g>`;
}

/** Teal shadows, magenta lights, rain and scan lines. */
export const cyberpunk: Effect = async (canvas, random) => {
  const night = await duotone(await contrast(canvas, 1.3), [2, 18, 40], [255, 60, 190]);
  const teal = await change(canvas, (image) => image.linear([0.1, 0.8, 0.95], [0, 6, 26]));
  const mixed = await contrast(await blend(night, teal, 'screen', 0.6), 1.45, -34);
  const glow = await change(mixed, (image) => image.blur(16));
  const { width: w, height: h } = canvas;
  const rain = Array.from({ length: 150 }, () => {
    const length = between(random, 20, 70);
    return `<path d="M${between(random, 0, w)} ${between(random, -40, h)}l${-length * 0.18} ${length}" stroke-opacity="${between(random, 0.15, 0.5)}"/>`;
  }).join('');
  const scan =
    '<defs><pattern id="c" width="4" height="4" patternUnits="userSpaceOnUse"><rect width="4" height="1.6" fill="#000" fill-opacity=".38"/></pattern></defs><rect width="100%" height="100%" fill="url(#c)"/>';
  const lit = await blend(mixed, glow, 'screen', 0.5);
  return await vignette(
    await drawSvg(lit, `<g stroke="#9ff3ff" stroke-width="1.5">${rain}</g>${scan}`),
    '#020014',
    0.8,
  );
};

/** Black and white, hard light through blinds, grain. */
export const filmNoir: Effect = async (canvas, random) => {
  const tones = await contrast(await gray(canvas), 1.6, -4);
  const { width: w, height: h } = canvas;
  const slat = h / 11;
  const blinds = await change(
    await svgCanvas(
      canvas,
      `<g transform="rotate(-9 ${w / 2} ${h / 2})">${Array.from({ length: 17 }, (_, index) => `<rect x="${-w * 0.2}" y="${(index - 3) * slat}" width="${w * 1.4}" height="${slat * 0.55}" fill="#fff"/>`).join('')}</g>`,
    ),
    (image) => image.blur(5).linear(0.62, 97),
  );
  const shaded = await blend(tones, blinds, 'multiply');
  const dark = await vignette(shaded, '#000', 0.95);
  const grainy = await grain(dark, random, 0.55);
  return await blend(grainy, await filled(canvas, '#f6f6f6'), 'multiply');
};
