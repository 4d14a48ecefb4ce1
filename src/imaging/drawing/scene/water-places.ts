import { between } from '../random.js';
import { mix, turned } from './color.js';
import { GRASS } from './green-places.js';
import { hills, lit, n, scattered, sides, type Frame, type Ground } from './frame.js';

export function sea(frame: Frame): Ground {
  const water = turned('#2f8fc4', between(frame.random, -16, 10));
  const layers = [0.66, 0.72, 0.79].map((base, index) =>
    waves(frame, base, lit(frame, mix(water, '#0e3f70', index * 0.12), 0.4 - index * 0.18)),
  );
  return {
    behind: layers.join('') + glints(frame, 0.68, 0.8, 20),
    before:
      waves(frame, 0.855, lit(frame, mix(water, '#0d3b6b', 0.4))) +
      glints(frame, 0.89, 0.99, 16) +
      waves(frame, 0.95, lit(frame, mix(water, '#0a2d57', 0.55))),
    standing: 0.885,
  };
}

/** Water from a wavy line down. */
function waves({ width, height, unit, random }: Frame, base: number, color: string): string {
  const length = between(random, 9, 14) * unit;
  const crest = length * 0.1;
  const phase = random() * length;
  const count = Math.ceil(width / length) + 2;
  const crests = scattered(count, () => `q${n(length / 2)} ${n(-crest * 2)} ${n(length)} 0`);
  return `<path d="M${n(-phase)} ${n(base * height)}${crests}V${height}H${n(-phase)}Z" fill="${color}"/>`;
}

function glints(frame: Frame, from: number, to: number, count: number): string {
  const { width, height, unit, random } = frame;
  const line = (): string =>
    `<path d="M${n(random() * width)} ${n(between(random, from, to) * height)}h${n(between(random, 2, 8) * unit)}" stroke-opacity="${n(between(random, 0.25, 0.7))}"/>`;
  return `<g stroke="${mix(frame.tones.discColor, frame.tones.sky[2], 0.5)}" stroke-width="${n(unit * 0.35)}" stroke-linecap="round">${scattered(count, line)}</g>`;
}

export function lake(frame: Frame): Ground {
  const green = GRASS[frame.season];
  const water = mix(turned('#5fa9cf', between(frame.random, -14, 14)), frame.tones.sky[1], 0.35);
  const far = [0.5, 0.56].map((base, index) =>
    hills(
      frame,
      base,
      0.16 - index * 0.05,
      lit(frame, turned(green, 30 - index * 15), 0.7 - index * 0.35),
    ),
  );
  const { width, height } = frame;
  const surface = `<rect y="${n(height * 0.565)}" width="${width}" height="${height}" fill="${lit(frame, water)}"/><rect y="${n(height * 0.565)}" width="${width}" height="${n(height * 0.1)}" fill="url(#shade)"/>`;
  const shade = `<defs><linearGradient id="shade" x2="0" y2="1"><stop stop-color="${lit(frame, green)}" stop-opacity=".55"/><stop offset="1" stop-color="${lit(frame, green)}" stop-opacity="0"/></linearGradient></defs>`;
  const shore = hills(frame, 0.86, 0.03, lit(frame, green));
  return {
    behind:
      shade + far.join('') + surface + glints(frame, 0.6, 0.83, 26) + reeds(frame, green) + shore,
    before: '',
    standing: 0.9,
  };
}

function reeds(frame: Frame, color: string): string {
  const { height, unit, random } = frame;
  const reed = (): string => {
    const x = sides(frame, 0.22);
    const tall = between(random, 7, 14) * unit;
    const top = height * 0.87 - tall;
    return `<path d="M${n(x)} ${n(height * 0.88)}V${n(top)}" stroke="${lit(frame, turned(color, 15))}" stroke-width="${n(unit * 0.35)}"/><rect x="${n(x - unit * 0.5)}" y="${n(top - unit)}" width="${n(unit)}" height="${n(unit * 3)}" rx="${n(unit * 0.5)}" fill="${lit(frame, '#7a4f2e')}"/>`;
  };
  return scattered(16, reed);
}

export function beach(frame: Frame): Ground {
  const { width, height, unit, random } = frame;
  const water = turned('#35b4cf', between(random, -14, 10));
  const sand = '#f5dba3';
  const surface = `<rect y="${n(height * 0.6)}" width="${width}" height="${height}" fill="${lit(frame, water, 0.1)}"/>`;
  const foam = waves(frame, 0.735, lit(frame, '#ffffff'));
  const shore =
    waves(frame, 0.75, lit(frame, mix(sand, '#c79b5d', 0.3))) +
    waves(frame, 0.775, lit(frame, sand));
  const palm = palmTree(frame, (random() < 0.5 ? 0.1 : 0.9) * width, height * 0.84, 44 * unit);
  const specks = scattered(
    30,
    () =>
      `<circle cx="${n(random() * width)}" cy="${n(between(random, 0.82, 1) * height)}" r="${n(between(random, 0.15, 0.4) * unit)}" fill="${lit(frame, '#d8b271')}"/>`,
  );
  return {
    behind: surface + glints(frame, 0.62, 0.72, 18) + foam + shore + specks + palm,
    before: '',
    standing: 0.88,
  };
}

function palmTree(frame: Frame, x: number, foot: number, tall: number): string {
  const lean = x < frame.width / 2 ? 1 : -1;
  const [topX, topY] = [x + lean * tall * 0.2, foot - tall];
  const trunk = `<path d="M${n(x)} ${n(foot)}Q${n(x + lean * tall * 0.02)} ${n(foot - tall * 0.55)} ${n(topX)} ${n(topY)}" fill="none" stroke="${lit(frame, '#9a6b43')}" stroke-width="${n(tall * 0.055)}" stroke-linecap="round"/>`;
  const leaf = (angle: number): string =>
    `<path d="M0 0Q${n(tall * 0.22)} ${n(-tall * 0.2)} ${n(tall * 0.44)} ${n(tall * 0.06)}Q${n(tall * 0.2)} ${n(-tall * 0.06)} 0 0Z" transform="translate(${n(topX)} ${n(topY)}) rotate(${angle})" fill="${lit(frame, angle % 2 === 0 ? '#3fa05c' : '#55b56a')}"/>`;
  return trunk + [-150, -105, -60, -15, 25, 165, 205].map(leaf).join('');
}

export function underwater(frame: Frame): Ground {
  const { width, height, unit, random } = frame;
  const deep = turned('#0f5f9c', between(random, -14, 14));
  const top = lit(frame, mix(deep, '#7fe3ef', 0.75));
  const water = `<defs><linearGradient id="water" x2="0" y2="1"><stop stop-color="${top}"/><stop offset="1" stop-color="${lit(frame, mix(deep, '#06264d', 0.45))}"/></linearGradient></defs><rect width="${width}" height="${height}" fill="url(#water)"/>`;
  const rays = scattered(5, () => {
    const [x, wide] = [random() * width, between(random, 3, 9) * unit];
    return `<path d="M${n(x)} 0h${n(wide)}l${n(height * 0.28)} ${height}h${n(-wide * 3)}Z" fill="#ffffff" fill-opacity=".08"/>`;
  });
  const floor =
    hills(frame, 0.86, 0.06, lit(frame, mix('#e2cf9c', deep, 0.45))) +
    hills(frame, 0.93, 0.04, lit(frame, mix('#e2cf9c', deep, 0.3)));
  const bubbles = scattered(
    26,
    () =>
      `<circle cx="${n(random() * width)}" cy="${n(random() * height * 0.9)}" r="${n(between(random, 0.3, 1.3) * unit)}"/>`,
  );
  return {
    behind: `${water}${rays}${weed(frame, 0.87, 10, deep)}${floor}<g fill="#ffffff" fill-opacity=".22" stroke="#ffffff" stroke-opacity=".5" stroke-width="${n(unit * 0.12)}">${bubbles}</g>`,
    before: weed(frame, 1, 9, mix(deep, '#0c3b3f', 0.3)),
    standing: null,
  };
}

function weed(frame: Frame, at: number, count: number, deep: string): string {
  const { height, unit, random } = frame;
  const blade = (index: number): string => {
    const x = sides(frame, 0.32);
    const [tall, sway] = [between(random, 8, 22) * unit, between(random, 1, 2.6) * unit];
    const color = lit(
      frame,
      mix(['#3fbf7f', '#f2788f', '#2fa58a', '#f5a25d'][index % 4] ?? '#3fbf7f', deep, 0.3),
    );
    return `<path d="M${n(x)} ${n(at * height + unit)}c${n(-sway)} ${n(-tall * 0.3)} ${n(sway)} ${n(-tall * 0.6)} 0 ${n(-tall)}" stroke="${color}"/>`;
  };
  return `<g fill="none" stroke-width="${n(unit * 1.3)}" stroke-linecap="round">${scattered(count, blade)}</g>`;
}
