import { between } from '../random.js';
import { turned } from './color.js';
import { hills, lit, n, scattered, sides, type Frame, type Ground } from './frame.js';

export const GRASS: Readonly<Record<Frame['season'], string>> = {
  spring: '#8ccf62',
  summer: '#74bf56',
  autumn: '#c2a650',
  winter: '#edf3fa',
};

const LEAVES: Readonly<Record<Frame['season'], readonly string[]>> = {
  spring: ['#8ed08a', '#f3b6cc', '#a8d873'],
  summer: ['#4ea35a', '#63b262', '#3f8f58'],
  autumn: ['#d9772b', '#c4502d', '#e3a83a'],
  winter: ['#dfe9f2', '#cbd9e6', '#eef4f9'],
};

export function meadow(frame: Frame): Ground {
  const grass = turned(GRASS[frame.season], between(frame.random, -14, 14));
  const far = [0.62, 0.68].map((base, index) =>
    hills(frame, base, 0.12, lit(frame, turned(grass, 18 - index * 8), 0.75 - index * 0.3)),
  );
  const trees = farTrees(frame, between(frame.random, 3, 8), roundTree, {
    base: [0.63, 0.7],
    tall: [4, 8],
    distance: 0.3,
  });
  const near = hills(frame, 0.74, 0.04, lit(frame, grass));
  return {
    behind: far.join('') + trees + near + tufts(frame, grass, 0.76, 40),
    before: tufts(frame, grass, 0.93, 26),
    standing: 0.87,
  };
}

export function garden(frame: Frame): Ground {
  const { behind, standing } = meadow(frame);
  return {
    behind: behind + flowers(frame, 0.74, 0.86, 60, 0.9),
    before: flowers(frame, 0.92, 1, 46, 1.7),
    standing,
  };
}

/** Rows of trees from far to near: where they stand, and how dense they are. */
const TREES = [
  [0.62, 0.14],
  [0.68, 0.1],
  [0.76, 0.05],
] as const;

export function forest(frame: Frame): Ground {
  const grass = turned(GRASS[frame.season], 10);
  const layers = TREES.map(([base, density], index) => {
    const count = (frame.width / frame.unit) * density;
    return scattered(count, (at) => {
      const middle =
        index === 2 ? sides(frame, 0.24) : ((at + frame.random()) / count) * frame.width;
      const tall = between(frame.random, 26, 40) * (0.75 + index * 0.3);
      return tree(frame, middle, base, tall, 0.7 - index * 0.3);
    });
  });
  const floor = hills(frame, 0.77, 0.03, lit(frame, turned(grass, 8)));
  return {
    behind:
      hills(frame, 0.66, 0.05, lit(frame, grass, 0.6)) +
      layers.join('') +
      floor +
      tufts(frame, grass, 0.8, 30),
    before: tufts(frame, turned(grass, 12), 0.95, 40),
    standing: 0.87,
  };
}

function tree(frame: Frame, x: number, base: number, tall: number, distance: number): string {
  const isRound = frame.season === 'autumn' || frame.season === 'spring' || frame.random() < 0.3;
  return isRound
    ? roundTree(frame, x, base, tall * 0.8, distance)
    : firTree(frame, x, base, tall, distance);
}

/** Trees of a kind all over the width, between two bases and of a height between two others. */
export function farTrees(
  frame: Frame,
  count: number,
  kind: typeof firTree,
  {
    base,
    tall,
    distance,
  }: {
    readonly base: readonly [number, number];
    readonly tall: readonly [number, number];
    readonly distance: number;
  },
): string {
  const { width, random } = frame;
  return scattered(count, () =>
    kind(frame, random() * width, between(random, ...base), between(random, ...tall), distance),
  );
}

/** A fir. Lengths are in units of the frame, `base` is a share of its height. */
export function firTree(
  frame: Frame,
  x: number,
  base: number,
  tall: number,
  distance: number,
): string {
  const { unit, height, random, season } = frame;
  const [size, foot] = [tall * unit, base * height + unit];
  const color = lit(
    frame,
    season === 'winter' ? '#6f94a8' : turned('#2f7a53', between(random, -12, 12)),
    distance,
  );
  const tiers = [0, 0.27, 0.52].map((up, index) => {
    const half = size * (0.24 - index * 0.045);
    const low = foot - size * (0.08 + up);
    return `M${n(x)} ${n(low - size * 0.44)}L${n(x + half)} ${n(low)}H${n(x - half)}Z`;
  });
  const snow =
    season === 'winter'
      ? `<path d="M${n(x)} ${n(foot - size * 1.04)}l${n(size * 0.075)} ${n(size * 0.21)}q${n(-size * 0.075)} ${n(-size * 0.05)} ${n(-size * 0.15)} 0Z" fill="${lit(frame, '#ffffff', distance)}"/>`
      : '';
  return `<rect x="${n(x - size * 0.03)}" y="${n(foot - size * 0.1)}" width="${n(size * 0.06)}" height="${n(size * 0.1)}" fill="${lit(frame, '#6b4a33', distance)}"/><path d="${tiers.join('')}" fill="${color}"/>${snow}`;
}

function roundTree(frame: Frame, x: number, base: number, tall: number, distance: number): string {
  const { unit, height, random, season } = frame;
  const [size, foot] = [tall * unit, base * height + unit];
  const leaves = LEAVES[season];
  const color = lit(frame, leaves[Math.floor(random() * leaves.length)] ?? '#4ea35a', distance);
  const crown = [
    [0, 0.74, 0.26],
    [-0.17, 0.6, 0.2],
    [0.17, 0.6, 0.21],
  ].map(
    ([dx = 0, up = 0, r = 0]) =>
      `<circle cx="${n(x + dx * size)}" cy="${n(foot - up * size)}" r="${n(r * size)}"/>`,
  );
  return `<rect x="${n(x - size * 0.035)}" y="${n(foot - size * 0.5)}" width="${n(size * 0.07)}" height="${n(size * 0.5)}" fill="${lit(frame, '#77523a', distance)}"/><g fill="${color}">${crown.join('')}</g>`;
}

/** Blades of grass around a share of the height. */
function tufts(frame: Frame, color: string, at: number, count: number): string {
  const { width, height, unit, random } = frame;
  if (frame.season === 'winter') return '';
  const tuft = (): string => {
    const [x, y] = [random() * width, (at + between(random, -0.02, 0.06)) * height];
    const tall = between(random, 1.2, 2.6) * unit;
    return `<path d="M${n(x)} ${n(y)}q${n(-tall * 0.1)} ${n(-tall * 0.6)} ${n(-tall * 0.4)} ${n(-tall)}M${n(x)} ${n(y)}v${n(-tall * 1.1)}M${n(x)} ${n(y)}q${n(tall * 0.1)} ${n(-tall * 0.6)} ${n(tall * 0.4)} ${n(-tall)}"/>`;
  };
  return `<g fill="none" stroke="${lit(frame, turned(color, 24))}" stroke-width="${n(unit * 0.3)}" stroke-linecap="round">${scattered(count, tuft)}</g>`;
}

function flowers(frame: Frame, from: number, to: number, count: number, size: number): string {
  const { width, height, unit, random } = frame;
  const colors = ['#f46d8a', '#ffd24a', '#ffffff', '#b48cf2', '#ff9a56'];
  const flower = (index: number): string => {
    const [x, y] = [random() * width, between(random, from, to) * height];
    const r = between(random, 0.5, 0.9) * unit * size;
    const petals = [0, 72, 144, 216, 288].map(
      (angle) =>
        `<circle cx="${n(x + r * Math.cos((angle * Math.PI) / 180))}" cy="${n(y + r * Math.sin((angle * Math.PI) / 180))}" r="${n(r * 0.72)}"/>`,
    );
    return `<path d="M${n(x)} ${n(y)}v${n(r * 4)}" stroke="${lit(frame, '#4c9a4e')}" stroke-width="${n(r * 0.4)}"/><g fill="${lit(frame, colors[index % colors.length] ?? '#ffffff')}">${petals.join('')}</g><circle cx="${n(x)}" cy="${n(y)}" r="${n(r * 0.6)}" fill="${lit(frame, '#f2b134')}"/>`;
  };
  return scattered(count, flower);
}
