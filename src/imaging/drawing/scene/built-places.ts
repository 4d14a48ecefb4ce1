import { between } from '../random.js';
import { hsl, mix } from './color.js';
import { GRASS } from './green-places.js';
import { hills, lit, n, scattered, type Frame, type Ground } from './frame.js';

export function city(frame: Frame): Ground {
  const { width, height, unit, random } = frame;
  const hue = between(random, 200, 290);
  const layers = [0.7, 0.5, 0.25].map((distance, index) => {
    const color = lit(frame, hsl(hue + index * 8, 0.24, 0.55 - index * 0.12), distance);
    return skyline(frame, color, 0.48 - index * 0.09, index);
  });
  const pavement = lit(frame, '#b9b5b0');
  const street = `<rect y="${n(height * 0.77)}" width="${width}" height="${n(height * 0.08)}" fill="${pavement}"/><rect y="${n(height * 0.845)}" width="${width}" height="${n(height * 0.012)}" fill="${lit(frame, '#8d8a88')}"/><rect y="${n(height * 0.855)}" width="${width}" height="${height}" fill="${lit(frame, '#5b5d66')}"/>`;
  const dashes = scattered(
    Math.ceil(width / (9 * unit)),
    (index) =>
      `<rect x="${n((index + 0.2) * 9 * unit)}" y="${n(height * 0.945)}" width="${n(5 * unit)}" height="${n(0.9 * unit)}" rx="${n(0.3 * unit)}" fill="${lit(frame, '#f1ead2')}"/>`,
  );
  return { behind: layers.join('') + street + dashes, before: '', standing: 0.905 };
}

function skyline(frame: Frame, color: string, tall: number, layer: number): string {
  const { width, height, unit, random, tones } = frame;
  const houses: string[] = [];
  const glass = tones.isDark ? '#ffd98a' : mix(color, '#ffffff', 0.35);
  for (let x = -random() * 8 * unit; x < width;) {
    const wide = between(random, 7, 13) * unit;
    const rise = between(random, 0.45, 1) * tall * height;
    const top = height * 0.77 - rise;
    houses.push(
      `<rect x="${n(x)}" y="${n(top)}" width="${n(wide + 1)}" height="${n(rise)}" fill="${mix(color, '#ffffff', random() * 0.1)}"/>`,
    );
    if (random() < 0.25)
      houses.push(
        `<rect x="${n(x + wide * 0.46)}" y="${n(top - 4 * unit)}" width="${n(0.5 * unit)}" height="${n(4 * unit)}" fill="${color}"/>`,
      );
    if (layer > 0) houses.push(panes(frame, { x, top, wide, rise, glass }));
    x += wide + (random() < 0.3 ? between(random, 0.5, 2) * unit : 0);
  }
  return houses.join('');
}

function panes(
  { unit, random, tones }: Frame,
  house: {
    readonly x: number;
    readonly top: number;
    readonly wide: number;
    readonly rise: number;
    readonly glass: string;
  },
): string {
  const columns = Math.max(1, Math.floor(house.wide / (2.6 * unit)));
  const rows = Math.min(14, Math.floor(house.rise / (3.4 * unit)));
  const [stepX, stepY] = [house.wide / columns, 3.4 * unit];
  const share = tones.isDark ? 0.5 : 0.85;
  return `<g fill="${house.glass}" fill-opacity="${tones.isDark ? 0.85 : 0.6}">${scattered(
    columns * rows,
    (index) => {
      if (random() > share) return '';
      const [x, y] = [
        house.x + ((index % columns) + 0.28) * stepX,
        house.top + (Math.floor(index / columns) + 0.4) * stepY,
      ];
      return `<rect x="${n(x)}" y="${n(y)}" width="${n(stepX * 0.44)}" height="${n(stepY * 0.48)}"/>`;
    },
  )}</g>`;
}

export function road(frame: Frame): Ground {
  const { width, height, unit, random } = frame;
  const grass = GRASS[frame.season];
  const far = [0.66, 0.72].map((base, index) =>
    hills(
      frame,
      base,
      0.13,
      lit(frame, mix(grass, '#6f94a8', 0.45 - index * 0.2), 0.6 - index * 0.3),
    ),
  );
  const lane = `<rect y="${n(height * 0.8)}" width="${width}" height="${n(height * 0.14)}" fill="${lit(frame, '#63666f')}"/><rect y="${n(height * 0.8)}" width="${width}" height="${n(unit * 0.7)}" fill="${lit(frame, '#d9d4c6')}"/>`;
  const shift = random() * 9 * unit;
  const dashes = scattered(
    Math.ceil(width / (9 * unit)) + 1,
    (index) =>
      `<rect x="${n(index * 9 * unit - shift)}" y="${n(height * 0.868)}" width="${n(5 * unit)}" height="${n(unit)}" rx="${n(0.3 * unit)}" fill="${lit(frame, '#f6edcf')}"/>`,
  );
  return {
    behind:
      far.join('') +
      hills(frame, 0.78, 0.03, lit(frame, grass)) +
      `<rect y="${n(height * 0.79)}" width="${width}" height="${height}" fill="${lit(frame, grass)}"/>` +
      lane +
      dashes,
    before: '',
    standing: 0.9,
  };
}

export function room(frame: Frame): Ground {
  const { width, height, unit, random } = frame;
  const hue = random() * 360;
  const wall = lit(frame, hsl(hue, 0.34, 0.84));
  const floor = lit(frame, hsl(28, 0.4, 0.58));
  const boards = scattered(
    Math.ceil(width / (16 * unit)),
    (index) =>
      `<path d="M${n((index + 0.5) * 16 * unit)} ${n(height * 0.76)}l${n(((index + 0.5) * 16 * unit - width / 2) * 0.35)} ${n(height * 0.24)}"/>`,
  );
  const side = random() < 0.5;
  const rug = `<ellipse cx="${n(width / 2)}" cy="${n(height * 0.885)}" rx="${n(Math.min(width * 0.4, 52 * unit))}" ry="${n(height * 0.075)}" fill="${lit(frame, hsl(hue + 160, 0.42, 0.66))}"/><ellipse cx="${n(width / 2)}" cy="${n(height * 0.885)}" rx="${n(Math.min(width * 0.36, 46 * unit))}" ry="${n(height * 0.06)}" fill="none" stroke="#ffffff" stroke-opacity=".5" stroke-width="${n(unit * 0.5)}"/>`;
  return {
    behind: `<rect width="${width}" height="${height}" fill="${wall}"/>${stripes(frame, hue)}${windowPane(frame, (side ? 0.2 : 0.8) * width)}${picture(frame, (side ? 0.78 : 0.22) * width, hue)}<rect y="${n(height * 0.76)}" width="${width}" height="${height}" fill="${floor}"/><g stroke="#4a2f1b" stroke-opacity=".16" stroke-width="${n(unit * 0.3)}">${boards}</g><rect y="${n(height * 0.74)}" width="${width}" height="${n(height * 0.022)}" fill="${lit(frame, '#fffaf0')}"/>${rug}`,
    before: '',
    standing: 0.9,
  };
}

function stripes(frame: Frame, hue: number): string {
  const { width, height, unit } = frame;
  const color = lit(frame, hsl(hue, 0.36, 0.8));
  return scattered(
    Math.ceil(width / (8 * unit)),
    (index) =>
      `<rect x="${n(index * 8 * unit)}" width="${n(4 * unit)}" height="${n(height * 0.76)}" fill="${color}" fill-opacity=".55"/>`,
  );
}

function windowPane(frame: Frame, x: number): string {
  const { height, unit, tones } = frame;
  const [wide, tall] = [24 * unit, Math.min(32 * unit, height * 0.44)];
  const [left, top] = [x - wide / 2, height * 0.36 - tall / 2];
  return `<rect x="${n(left - unit)}" y="${n(top - unit)}" width="${n(wide + 2 * unit)}" height="${n(tall + 2 * unit)}" rx="${n(unit)}" fill="#fffaf0"/><rect x="${n(left)}" y="${n(top)}" width="${n(wide)}" height="${n(tall)}" fill="url(#sky)"/><circle cx="${n(x + 5 * unit)}" cy="${n(top + tall * 0.3)}" r="${n(3 * unit)}" fill="${tones.discColor}"/><path d="M${n(x)} ${n(top)}v${n(tall)}M${n(left)} ${n(top + tall / 2)}h${n(wide)}" stroke="#fffaf0" stroke-width="${n(unit)}"/>`;
}

function picture(frame: Frame, x: number, hue: number): string {
  const { height, unit } = frame;
  const [wide, tall] = [17 * unit, 13 * unit];
  const [left, top] = [x - wide / 2, height * 0.33 - tall / 2];
  return `<rect x="${n(left)}" y="${n(top)}" width="${n(wide)}" height="${n(tall)}" fill="${lit(frame, hsl(hue + 200, 0.35, 0.78))}" stroke="${lit(frame, '#a9764a')}" stroke-width="${n(unit)}"/><path d="M${n(left + unit)} ${n(top + tall - unit)}l${n(wide * 0.3)} ${n(-tall * 0.5)}l${n(wide * 0.2)} ${n(tall * 0.25)}l${n(wide * 0.15)} ${n(-tall * 0.18)}l${n(wide * 0.24)} ${n(tall * 0.43)}Z" fill="${lit(frame, hsl(hue + 120, 0.3, 0.5))}"/>`;
}

export function table(frame: Frame): Ground {
  const { width, height, unit, random } = frame;
  const hue = random() * 360;
  const wall = frame.tones.isDark ? hsl(hue, 0.3, 0.3) : hsl(hue, 0.42, 0.8);
  const glow = scattered(
    9,
    () =>
      `<circle cx="${n(random() * width)}" cy="${n(random() * height * 0.6)}" r="${n(between(random, 4, 11) * unit)}" fill="#ffffff" fill-opacity="${n(between(random, 0.1, 0.28))}"/>`,
  );
  const wood = lit(frame, hsl(between(random, 18, 34), 0.48, 0.56));
  const grain = scattered(
    16,
    () =>
      `<path d="M${n(random() * width)} ${n(between(random, 0.73, 0.99) * height)}q${n(8 * unit)} ${n(-unit * 0.6)} ${n(between(random, 10, 26) * unit)} 0"/>`,
  );
  const cloth = `<ellipse cx="${n(width / 2)}" cy="${n(height * 0.86)}" rx="${n(Math.min(width * 0.42, 50 * unit))}" ry="${n(height * 0.085)}" fill="${lit(frame, hsl(hue + 30, 0.3, 0.93))}"/>`;
  return {
    behind: `<rect width="${width}" height="${height}" fill="${lit(frame, wall)}"/>${glow}<rect y="${n(height * 0.7)}" width="${width}" height="${height}" fill="${wood}"/><rect y="${n(height * 0.7)}" width="${width}" height="${n(unit * 0.8)}" fill="#ffffff" fill-opacity=".25"/><g fill="none" stroke="#3d2413" stroke-opacity=".16" stroke-width="${n(unit * 0.35)}">${grain}</g>${cloth}`,
    before: '',
    standing: 0.875,
  };
}
