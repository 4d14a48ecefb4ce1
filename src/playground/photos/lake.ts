import { ASPECT, mix, ridge } from './paint.js';
import type { Color, Motif } from './paint.js';

const HORIZON = 0.58;
const SKY: readonly [Color, Color] = [
  [52, 84, 148],
  [250, 190, 140],
];
const SUN: Color = [255, 240, 200];
const HILLS: readonly { readonly height: number; readonly color: Color; readonly seed: number }[] =
  [
    { height: 0.2, color: [112, 104, 140], seed: 1 },
    { height: 0.12, color: [70, 80, 96], seed: 5 },
    { height: 0.05, color: [36, 60, 54], seed: 9 },
  ];

/** An evening by a lake: land above the horizon, and its reflection in rippled water below. */
export const lake: Motif = (x, y) => {
  if (y <= HORIZON) return landAt(x, y);
  const depth = (y - HORIZON) / (1 - HORIZON);
  const ripple = Math.sin(depth * depth * 160 + Math.sin(x * 9) * 2) * 0.012 * (1 - depth);
  return mix(landAt(x + ripple, HORIZON - depth * HORIZON), [20, 40, 70], 0.25 + depth * 0.35);
};

function landAt(x: number, y: number): Color {
  const hill = HILLS.findLast(({ height, seed }) => y > HORIZON - height * ridge(x, seed));
  if (hill) return hill.color;
  const sky = mix(SKY[0], SKY[1], (y / HORIZON) ** 1.4);
  const distance = Math.hypot((x - 0.68) * ASPECT, y - 0.34);
  return mix(sky, SUN, distance < 0.06 ? 1 : Math.exp(-distance * 6) * 0.7);
}
