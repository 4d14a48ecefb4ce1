import { encode } from 'fast-png';

const WIDTH = 960;
const HEIGHT = 640;
const HORIZON = 0.58;

type Color = readonly [number, number, number];

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

/** A photo-like picture, an evening by a lake, drawn by this function alone: a PNG of 960 × 640. */
export function samplePhoto(): Uint8Array {
  const data = new Uint8Array(WIDTH * HEIGHT * 3);
  for (let row = 0; row < HEIGHT; row += 1) {
    for (let column = 0; column < WIDTH; column += 1) {
      const color = colorAt(column / WIDTH, row / HEIGHT);
      data.set(withGrain(color, column, row), (row * WIDTH + column) * 3);
    }
  }
  return encode({ width: WIDTH, height: HEIGHT, data, channels: 3 });
}

/** The land above the horizon, and its mirror image in rippled water below. */
function colorAt(x: number, y: number): Color {
  if (y <= HORIZON) return landAt(x, y);
  const depth = (y - HORIZON) / (1 - HORIZON);
  const ripple = Math.sin(depth * depth * 160 + Math.sin(x * 9) * 2) * 0.012 * (1 - depth);
  return mix(landAt(x + ripple, HORIZON - depth * HORIZON), [20, 40, 70], 0.25 + depth * 0.35);
}

function landAt(x: number, y: number): Color {
  const hill = HILLS.findLast(({ height, seed }) => y > HORIZON - height * ridge(x, seed));
  if (hill) return hill.color;
  const sky = mix(SKY[0], SKY[1], (y / HORIZON) ** 1.4);
  const distance = Math.hypot((x - 0.68) * (WIDTH / HEIGHT), y - 0.34);
  return mix(sky, SUN, distance < 0.06 ? 1 : Math.exp(-distance * 6) * 0.7);
}

/** A ridge line between about 0.3 and 1. */
function ridge(x: number, seed: number): number {
  const waves = [1, 2.3, 5.1, 11].map(
    (frequency, n) => Math.sin(x * frequency * 4 + seed * (n + 2)) / 2 ** n,
  );
  return 0.65 + 0.18 * waves.reduce((sum, wave) => sum + wave, 0);
}

function mix(one: Color, other: Color, share: number): Color {
  const blend = (n: 0 | 1 | 2) => one[n] + (other[n] - one[n]) * Math.min(1, Math.max(0, share));
  return [blend(0), blend(1), blend(2)];
}

/** A little noise, the same on every run, so that it compresses as a photo does. */
function withGrain(color: Color, column: number, row: number): number[] {
  const chance = Math.sin(column * 12.9898 + row * 78.233) * 43_758.5453;
  const grain = (chance - Math.floor(chance) - 0.5) * 10;
  return color.map((value) => Math.min(255, Math.max(0, value + grain)));
}
