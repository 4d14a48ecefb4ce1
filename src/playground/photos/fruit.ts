import { ASPECT, chance, mix } from './paint.js';
import type { Color, Motif } from './paint.js';

const TABLE_EDGE = 0.6;
const WALL: readonly [Color, Color] = [
  [58, 92, 96],
  [28, 48, 56],
];
const TABLE: readonly [Color, Color] = [
  [150, 96, 58],
  [92, 54, 32],
];
const SHINE: Color = [255, 250, 238];

interface Fruit {
  readonly x: number;
  readonly y: number;
  readonly radius: number;
  readonly light: Color;
  readonly dark: Color;
}

/** The nearest fruit last. */
const FRUITS: readonly Fruit[] = [
  { x: 0.62, y: 0.55, radius: 0.19, light: [178, 204, 84], dark: [62, 84, 22] },
  { x: 0.36, y: 0.58, radius: 0.2, light: [214, 52, 44], dark: [74, 8, 20] },
  { x: 0.52, y: 0.7, radius: 0.17, light: [255, 168, 44], dark: [148, 62, 8] },
  { x: 0.76, y: 0.74, radius: 0.1, light: [128, 84, 172], dark: [38, 16, 66] },
];

/** Fruit on a wooden table, lit by a window on the left. */
export const fruit: Motif = (x, y) => {
  const nearest = FRUITS.findLast((each) => distanceTo(each, x, y) < 1);
  if (nearest) return skin(nearest, x, y);
  const ground = y < TABLE_EDGE ? wallAt(x, y) : tableAt(x, y);
  return mix(ground, [16, 10, 12], shadowAt(x, y));
};

/** The distance from a fruit's middle, in its radii. */
function distanceTo({ x: middleX, y: middleY, radius }: Fruit, x: number, y: number): number {
  return Math.hypot((x - middleX) * ASPECT, y - middleY) / radius;
}

function skin(one: Fruit, x: number, y: number): Color {
  const right = ((x - one.x) * ASPECT) / one.radius;
  const down = (y - one.y) / one.radius;
  const toward = Math.sqrt(Math.max(0, 1 - right * right - down * down));
  const light = Math.max(0, -right * 0.55 - down * 0.6 + toward * 0.58);
  const color = mix(one.dark, one.light, light * 1.15 + 0.08);
  const freckled = mix(color, one.dark, chance(Math.round(x * 300), Math.round(y * 200)) * 0.12);
  return mix(freckled, SHINE, Math.max(0, light - 0.93) * 11);
}

function wallAt(x: number, y: number): Color {
  return mix(WALL[0], WALL[1], Math.hypot(x - 0.1, y - 0.1));
}

function tableAt(x: number, y: number): Color {
  const depth = (y - TABLE_EDGE) / (1 - TABLE_EDGE);
  const rings = Math.sin(y * 150 + Math.sin(x * 5) * 4 + Math.sin(x * 37) * 0.5);
  return mix(mix(TABLE[0], TABLE[1], x * 0.8 + depth * 0.2), TABLE[1], 0.25 + rings * 0.2);
}

/** Fruits cast soft shadows to the right. */
function shadowAt(x: number, y: number): number {
  const shadows = FRUITS.map(({ x: middleX, y: middleY, radius }) => {
    const right = ((x - middleX) * ASPECT - radius * 0.45) / (radius * 1.35);
    const down = (y - middleY - radius * 0.86) / (radius * 0.4);
    return Math.max(0, 1 - Math.hypot(right, down)) * 1.3;
  });
  return Math.min(0.75, Math.max(...shadows));
}
