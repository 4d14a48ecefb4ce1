import { ASPECT, chance, mix } from './paint.js';
import type { Color, Motif } from './paint.js';

const STREET = 0.86;
const SKY: readonly [Color, Color] = [
  [14, 18, 52],
  [132, 58, 118],
];
const MOON: Color = [250, 244, 222];
const WINDOW_LIGHTS: readonly Color[] = [
  [255, 206, 118],
  [255, 232, 180],
  [130, 206, 255],
];

/** A row of houses; heights are shares of the picture, `lit` is the share of lit windows. */
interface Row {
  readonly houses: number;
  readonly low: number;
  readonly high: number;
  readonly color: Color;
  readonly lit: number;
}

/** The farthest row first. */
const ROWS: readonly Row[] = [
  { houses: 17, low: 0.34, high: 0.62, color: [74, 44, 98], lit: 0.1 },
  { houses: 11, low: 0.24, high: 0.52, color: [44, 32, 74], lit: 0.32 },
  { houses: 7, low: 0.12, high: 0.38, color: [18, 18, 42], lit: 0.5 },
];

/** A city at night: moon and stars, lit windows, and their reflection in a wet street. */
export const city: Motif = (x, y) => {
  if (y <= STREET) return townAt(x, y);
  const depth = (y - STREET) / (1 - STREET);
  const wave = Math.sin(y * 420) * 0.004 * (1 + depth * 2);
  return mix(townAt(x + wave, STREET - depth * 0.55), [10, 10, 26], 0.45);
};

function townAt(x: number, y: number): Color {
  for (let n = ROWS.length - 1; n >= 0; n -= 1) {
    const row = ROWS[n];
    if (row === undefined || y < STREET - row.high) continue;
    const place = x * row.houses + n * 0.37;
    const top = STREET - row.low - (row.high - row.low) * chance(Math.floor(place), n + 1);
    if (y > top) return houseAt(row, n, place, y - top);
  }
  return skyAt(x, y);
}

function houseAt({ color, lit }: Row, n: number, place: number, down: number): Color {
  const across = (place - Math.floor(place)) * 4;
  const floors = (down / 0.18) * (n + 2);
  const [column, floor] = [Math.floor(across), Math.floor(floors)];
  if (across - column < 0.28 || across - column > 0.78 || floors - floor < 0.35) return color;
  const dice = chance(Math.floor(place) * 31 + column, floor * 17 + n);
  if (floor === 0 || dice >= lit) return mix(color, [0, 0, 0], 0.25);
  return mix(color, WINDOW_LIGHTS[Math.floor(dice * 97) % WINDOW_LIGHTS.length] ?? MOON, 0.9);
}

function skyAt(x: number, y: number): Color {
  const sky = mix(SKY[0], SKY[1], (y / 0.7) ** 1.6);
  const distance = Math.hypot((x - 0.24) * ASPECT, y - 0.2);
  const crater = Math.hypot((x - 0.255) * ASPECT, y - 0.185) < 0.025 ? 0.12 : 0;
  if (distance < 0.08) return mix(MOON, [150, 140, 150], crater + distance * 1.5);
  const isStar = chance(Math.floor(x * 240), Math.floor(y * 160)) > 0.995;
  return mix(mix(sky, MOON, Math.exp(-distance * 9) * 0.5), MOON, isStar ? 0.8 : 0);
}
