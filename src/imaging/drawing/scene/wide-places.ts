import { between } from '../random.js';
import { mix, turned } from './color.js';
import { farTrees, firTree, GRASS } from './green-places.js';
import { hills, lit, n, scattered, sides, type Frame, type Ground } from './frame.js';

export function mountains(frame: Frame): Ground {
  const rock = turned('#7b8bb0', between(frame.random, -25, 25));
  const grass = GRASS[frame.season];
  const far = peaks(frame, 0.66, 0.42, lit(frame, rock, 0.5), 5);
  const near = peaks(frame, 0.72, 0.28, lit(frame, mix(rock, '#4e5a80', 0.4), 0.2), 6);
  const firs = farTrees(frame, 12, firTree, {
    base: [0.74, 0.78],
    tall: [7, 12],
    distance: 0.15,
  });
  return {
    behind:
      far +
      near +
      hills(frame, 0.76, 0.05, lit(frame, turned(grass, 20), 0.25)) +
      firs +
      hills(frame, 0.82, 0.04, lit(frame, grass)),
    before: '',
    standing: 0.88,
  };
}

/** Pointed mountains with snow on top. */
function peaks(frame: Frame, base: number, tall: number, color: string, count: number): string {
  const { width, height, random } = frame;
  const white = lit(frame, '#ffffff', 0.1);
  return scattered(count, (index) => {
    const x = ((index + between(random, 0.2, 0.8)) / count) * width;
    const rise = between(random, 0.55, 1) * tall * height;
    const half = rise * between(random, 0.75, 1.05);
    const [foot, top] = [base * height, base * height - rise];
    const cap = 0.3;
    const zigzag = [0.5, 0.16, -0.18, -0.55].map(
      (at, step) =>
        `L${n(x + half * cap * at)} ${n(top + rise * cap * (step % 2 === 0 ? 0.78 : 1.15))}`,
    );
    return `<path d="M${n(x - half)} ${n(foot)}L${n(x)} ${n(top)}L${n(x + half)} ${n(foot)}V${height}H${n(x - half)}Z" fill="${color}"/><path d="M${n(x)} ${n(top)}L${n(x + half)} ${n(foot)}V${height}H${n(x + half * 0.25)}Z" fill="#1c2444" fill-opacity=".1"/><path d="M${n(x)} ${n(top)}L${n(x + half * cap)} ${n(top + rise * cap)}${zigzag.join('')}L${n(x - half * cap)} ${n(top + rise * cap)}Z" fill="${white}"/>`;
  });
}

export function desert(frame: Frame): Ground {
  const sand = turned('#e8b56b', between(frame.random, -12, 8));
  const layers = [0.64, 0.7, 0.78].map((base, index) =>
    hills(
      frame,
      base,
      0.13 - index * 0.03,
      lit(frame, mix(sand, '#b87441', 0.1 * index), 0.55 - index * 0.27),
    ),
  );
  const cacti = scattered(4, () => cactus(frame));
  const front = hills(frame, 0.84, 0.04, lit(frame, mix(sand, '#fff0c8', 0.25)));
  return { behind: layers.join('') + cacti + front, before: '', standing: 0.89 };
}

function cactus(frame: Frame): string {
  const { height, unit, random } = frame;
  const [x, y] = [sides(frame, 0.3), between(random, 0.74, 0.83) * height];
  const tall = between(random, 8, 15) * unit;
  const line = `M${n(x)} ${n(y)}v${n(-tall)}M${n(x)} ${n(y - tall * 0.35)}h${n(tall * 0.26)}v${n(-tall * 0.3)}M${n(x)} ${n(y - tall * 0.5)}h${n(-tall * 0.26)}v${n(-tall * 0.24)}`;
  return `<path d="${line}" fill="none" stroke="${lit(frame, '#4f9364', 0.15)}" stroke-width="${n(tall * 0.13)}" stroke-linecap="round" stroke-linejoin="round"/>`;
}

export function snow(frame: Frame): Ground {
  const white = '#f3f8fd';
  const winter = { ...frame, season: 'winter' as const };
  const far = hills(frame, 0.66, 0.13, lit(frame, '#cbdcec', 0.5));
  const firs = farTrees(winter, 10, firTree, {
    base: [0.67, 0.76],
    tall: [9, 17],
    distance: 0.25,
  });
  return {
    behind:
      far +
      hills(frame, 0.73, 0.06, lit(frame, '#dde9f4', 0.2)) +
      firs +
      hills(frame, 0.8, 0.04, lit(frame, white)),
    before: hills(frame, 0.985, 0.03, lit(frame, '#e4eef8')),
    standing: 0.88,
  };
}
