import { between } from '../random.js';
import { lit, n, scattered, type Frame } from './frame.js';
import { mix } from './color.js';

/** The sky over the whole frame: its color, a sun or moon, stars, clouds. */
export function sky(
  frame: Frame,
  has: { readonly stars: boolean; readonly disc: boolean; readonly clouds: boolean },
): string {
  const { sky: colors, isDark } = frame.tones;
  const stops = colors
    .map((color, index) => `<stop offset="${[0, 0.42, 0.72][index]}" stop-color="${color}"/>`)
    .join('');
  return `<defs><linearGradient id="sky" x2="0" y2="1">${stops}</linearGradient></defs>
    <rect width="${frame.width}" height="${frame.height}" fill="url(#sky)"/>
    ${has.stars || (isDark && frame.tones.disc === 'moon') ? stars(frame, 0.6, 70) : ''}
    ${has.disc ? disc(frame) : ''}${clouds(frame, has.clouds)}`;
}

/** Stars down to a share of the height. */
export function stars(
  { width, height, unit, random }: Frame,
  depth: number,
  count: number,
): string {
  const one = (): string => {
    const [x, y] = [random() * width, random() ** 1.3 * height * depth];
    return `<circle cx="${n(x)}" cy="${n(y)}" r="${between(random, 0.08, 0.3) * unit}" fill-opacity="${n(between(random, 0.4, 1))}"/>`;
  };
  return `<g fill="#fff8e7">${scattered(count, one)}</g>`;
}

function disc(frame: Frame): string {
  const { width, height, unit, random, tones } = frame;
  if (tones.disc === null) return '';
  const x = (random() < 0.5 ? between(random, 0.14, 0.3) : between(random, 0.7, 0.86)) * width;
  const [y, r] = [tones.discHeight * height, (tones.disc === 'moon' ? 6.5 : 7.5) * unit];
  const color = tones.discColor;
  const craters =
    tones.disc === 'moon'
      ? `<g fill="${mix(color, tones.ambient, 0.14)}"><circle cx="${n(x - r * 0.3)}" cy="${n(y - r * 0.2)}" r="${n(r * 0.22)}"/><circle cx="${n(x + r * 0.32)}" cy="${n(y + r * 0.28)}" r="${n(r * 0.16)}"/><circle cx="${n(x + r * 0.2)}" cy="${n(y - r * 0.48)}" r="${n(r * 0.1)}"/></g>`
      : '';
  return `<defs><radialGradient id="halo"><stop offset=".2" stop-color="${color}" stop-opacity=".65"/><stop offset="1" stop-color="${color}" stop-opacity="0"/></radialGradient></defs>
    <circle cx="${n(x)}" cy="${n(y)}" r="${n(r * 3.4)}" fill="url(#halo)"/><circle cx="${n(x)}" cy="${n(y)}" r="${n(r)}" fill="${color}"/>${craters}`;
}

/** A few clouds, or many. */
export function clouds(frame: Frame, many: boolean): string {
  const { width, height, random, tones } = frame;
  const opacity = tones.isDark ? 0.16 : 0.72;
  const count = (many ? 7 : 2) + Math.floor(random() * 3);
  const one = (index: number): string =>
    cloud(frame, {
      x: ((index + between(random, 0.2, 0.8)) / count) * width,
      y: between(random, 0.1, 0.36) * height,
      size: between(random, 8, 16) * frame.unit,
      color: lit(frame, '#ffffff'),
      opacity,
    });
  return scattered(count, one);
}

/** A cloud with a flat bottom. */
export function cloud(
  { random }: Frame,
  at: {
    readonly x: number;
    readonly y: number;
    readonly size: number;
    readonly color: string;
    readonly opacity: number;
  },
): string {
  const { x, y, size } = at;
  const puffs = [
    [-0.62, 0.3],
    [-0.2, between(random, 0.44, 0.56)],
    [0.3, between(random, 0.34, 0.46)],
    [0.68, 0.24],
  ]
    .map(
      ([dx = 0, r = 0]) =>
        `<circle cx="${n(x + dx * size)}" cy="${n(y - r * size * 0.55)}" r="${n(r * size)}"/>`,
    )
    .join('');
  const id = `cloud${Math.round(x)}-${Math.round(y)}`;
  return `<clipPath id="${id}"><rect x="${n(x - 2 * size)}" y="${n(y - 2 * size)}" width="${n(4 * size)}" height="${n(2 * size)}"/></clipPath><g fill="${at.color}" opacity="${at.opacity}" clip-path="url(#${id})">${puffs}<rect x="${n(x - size * 0.9)}" y="${n(y - size * 0.28)}" width="${n(size * 1.8)}" height="${n(size * 0.28)}" rx="${n(size * 0.14)}"/></g>`;
}
