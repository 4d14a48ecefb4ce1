import { ASPECT, mix, ridge } from './paint.js';
import type { Color, Motif } from './paint.js';

const SKY: readonly [Color, Color] = [
  [86, 166, 226],
  [248, 236, 214],
];
const FIELDS: readonly { readonly height: number; readonly color: Color; readonly seed: number }[] =
  [
    { height: 0.3, color: [150, 180, 178], seed: 3 },
    { height: 0.22, color: [122, 168, 96], seed: 7 },
    { height: 0.12, color: [78, 132, 62], seed: 2 },
  ];

interface Balloon {
  readonly x: number;
  readonly y: number;
  readonly radius: number;
  readonly stripes: readonly [Color, Color];
}

const BALLOONS: readonly Balloon[] = [
  {
    x: 0.82,
    y: 0.42,
    radius: 0.07,
    stripes: [
      [98, 82, 168],
      [238, 222, 250],
    ],
  },
  {
    x: 0.62,
    y: 0.2,
    radius: 0.11,
    stripes: [
      [20, 128, 138],
      [246, 240, 214],
    ],
  },
  {
    x: 0.3,
    y: 0.34,
    radius: 0.22,
    stripes: [
      [222, 62, 52],
      [255, 204, 72],
    ],
  },
];

/** Striped hot-air balloons over fields on a bright morning. */
export const balloons: Motif = (x, y) => {
  for (const balloon of BALLOONS.toReversed()) {
    const color = balloonAt(balloon, x, y);
    if (color !== undefined) return color;
  }
  const field = FIELDS.findLast(({ height, seed }) => y > 1 - height * ridge(x * 0.8, seed));
  if (!field) return skyAt(x, y);
  const furrows = Math.sin((x - 0.5) * 90 * (1 + y) + y * 130) * 0.06;
  return mix(field.color, [40, 70, 30], (y - 0.65) * 0.6 + furrows);
};

function skyAt(x: number, y: number): Color {
  const sky = mix(SKY[0], SKY[1], (y / 0.75) ** 1.2);
  const puffs = Math.sin(x * 11 + y * 4) + Math.sin(x * 23 - y * 31) * 0.5 + Math.sin(y * 47);
  return mix(sky, [255, 255, 255], Math.max(0, puffs - 1.05) * 0.5);
}

function balloonAt({ x: middleX, y: middleY, radius, stripes }: Balloon, x: number, y: number) {
  const right = ((x - middleX) * ASPECT) / radius;
  const down = (y - middleY) / radius;
  const narrowing = down > 0 ? 1 - down * down * 0.42 : 1;
  const across = right / narrowing;
  const isEnvelope =
    down < 1.15 && across * across + (down > 0 ? down * down * 0.72 : down * down) < 1;
  if (isEnvelope) {
    const stripe = stripes[Math.abs(Math.floor(Math.asin(across) * 3.2)) % 2 === 0 ? 0 : 1];
    const shade = mix(stripe, [30, 16, 40], Math.max(0, across * 0.45 + down * 0.2));
    return mix(shade, [255, 255, 255], Math.max(0, 0.35 - Math.hypot(across + 0.45, down + 0.4)));
  }
  const isBasket = Math.abs(right) < 0.14 && down > 1.42 && down < 1.65;
  if (isBasket) return mix([140, 92, 48], [84, 50, 24], Math.sin(down * 90) * 0.5 + 0.5);
  const isRope =
    down > 1.05 && down <= 1.42 && Math.abs(Math.abs(right) - (0.14 + (1.42 - down) * 0.5)) < 0.02;
  return isRope ? ([90, 70, 54] satisfies Color) : undefined;
}
