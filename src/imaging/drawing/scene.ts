import { svgCanvas } from './canvas.js';
import type { Canvas } from './canvas.js';
import { between } from './random.js';
import type { Random } from './random.js';

const SIZE = { width: 1024, height: 768 } as const;

/** A landscape of sky, sun, clouds, hills and water. `random` chooses its forms and hues. */
export async function scene(random: Random): Promise<Canvas> {
  const { width: w, height: h } = SIZE;
  const hue = random() * 360;
  const warm = (hue + between(random, 140, 220)) % 360;
  const horizon = between(random, 0.5, 0.68) * h;
  const sunX = between(random, 0.18, 0.82) * w;
  const sunY = between(random, 0.16, 0.42) * h;
  const sunR = between(random, 44, 92);
  const layers = 4 + Math.floor(random() * 2);
  const hills = Array.from({ length: layers }, (_, index) => {
    const depth = index / (layers - 1);
    const base = horizon - h * 0.16 + depth * h * 0.24;
    return range(
      random,
      base,
      h * (0.15 - depth * 0.07),
      hsl(hue + depth * 24, 26 + depth * 22, 58 - depth * 32),
    );
  });
  const shore = range(random, h * 0.9, h * 0.09, hsl(hue + 40, 44, 16));
  const water = `<rect y="${horizon + h * 0.11}" width="${w}" height="${h}" fill="url(#water)"/>${ripples(random, horizon + h * 0.13, warm)}`;
  return await svgCanvas(
    SIZE,
    `<defs><linearGradient id="sky" x2="0" y2="1"><stop stop-color="${hsl(hue, 58, 34)}"/><stop offset=".55" stop-color="${hsl((hue + warm) / 2, 46, 62)}"/><stop offset="1" stop-color="${hsl(warm, 76, 80)}"/></linearGradient>
    <linearGradient id="water" x2="0" y2="1"><stop stop-color="${hsl(hue, 42, 62)}"/><stop offset="1" stop-color="${hsl(hue, 52, 22)}"/></linearGradient>
    <radialGradient id="glow"><stop stop-color="${hsl(warm, 95, 90)}" stop-opacity=".9"/><stop offset="1" stop-color="${hsl(warm, 95, 80)}" stop-opacity="0"/></radialGradient></defs>
    <rect width="${w}" height="${h}" fill="url(#sky)"/>${stars(random)}
    <circle cx="${sunX}" cy="${sunY}" r="${sunR * 3}" fill="url(#glow)"/><circle cx="${sunX}" cy="${sunY}" r="${sunR}" fill="${hsl(warm, 92, 88)}"/>
    ${clouds(random)}${hills.join('')}${water}${shore}${trees(random, hue)}`,
  );
}

function hsl(hue: number, saturation: number, lightness: number): string {
  return `hsl(${(((hue % 360) + 360) % 360).toFixed(0)},${saturation.toFixed(0)}%,${lightness.toFixed(0)}%)`;
}

function range(random: Random, base: number, relief: number, color: string): string {
  return `<path d="${ridge(random, base, relief)}V${SIZE.height}H0Z" fill="${color}"/>`;
}

function ridge(random: Random, base: number, relief: number): string {
  const steps = 7 + Math.floor(random() * 5);
  const stride = SIZE.width / steps;
  const heights = Array.from({ length: steps + 1 }, () => base - between(random, 0, relief));
  const curves = heights.slice(1).map((height, index) => {
    const middle = (index + 0.5) * stride;
    return `C${middle} ${heights[index] ?? base} ${middle} ${height} ${(index + 1) * stride} ${height}`;
  });
  return `M0 ${heights[0] ?? base}${curves.join('')}`;
}

function stars(random: Random): string {
  const points = Array.from(
    { length: 40 },
    () =>
      `<circle cx="${between(random, 0, SIZE.width)}" cy="${between(random, 0, SIZE.height * 0.35)}" r="${between(random, 0.6, 2)}"/>`,
  );
  return `<g fill="#fff" fill-opacity=".7">${points.join('')}</g>`;
}

function clouds(random: Random): string {
  const banks = Array.from({ length: 3 + Math.floor(random() * 3) }, () => {
    const [x, y] = [between(random, 0, SIZE.width), between(random, 50, SIZE.height * 0.4)];
    const puffs = Array.from(
      { length: 4 },
      (_, index) =>
        `<ellipse cx="${x + index * 42}" cy="${y + between(random, -14, 10)}" rx="${between(random, 40, 80)}" ry="${between(random, 12, 28)}"/>`,
    );
    return puffs.join('');
  });
  return `<g fill="#fff" fill-opacity=".4">${banks.join('')}</g>`;
}

function ripples(random: Random, top: number, hue: number): string {
  const lines = Array.from({ length: 34 }, () => {
    const [x, y] = [between(random, 0, SIZE.width), between(random, top, SIZE.height)];
    return `<path d="M${x} ${y}h${between(random, 30, 150)}" stroke-opacity="${between(random, 0.15, 0.55)}"/>`;
  });
  return `<g stroke="${hsl(hue, 80, 84)}" stroke-width="3" stroke-linecap="round">${lines.join('')}</g>`;
}

function trees(random: Random, hue: number): string {
  const count = 3 + Math.floor(random() * 6);
  const each = Array.from({ length: count }, () => {
    const x = between(random, 20, SIZE.width - 20);
    const tall = between(random, 80, 190);
    const foot = SIZE.height - between(random, 10, 60);
    const crown = `<path d="M${x} ${foot - tall}L${x + tall * 0.24} ${foot}H${x - tall * 0.24}Z" fill="${hsl(hue + 80, 36, between(random, 14, 26))}"/>`;
    return `<rect x="${x - 5}" y="${foot}" width="10" height="30" fill="${hsl(24, 40, 18)}"/>${crown}`;
  });
  return each.join('');
}
