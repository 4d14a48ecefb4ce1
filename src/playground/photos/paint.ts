import { encode } from 'fast-png';

/** Red, green and blue, 0–255. */
export type Color = readonly [red: number, green: number, blue: number];

/** The color of a photo at a position: `x` and `y` go from 0 at the left and top to 1. */
export type Motif = (x: number, y: number) => Color;

/** The size of every photo, in pixels. */
export const PHOTO_WIDTH = 720;
export const PHOTO_HEIGHT = 480;
/** Width ÷ height, for motifs with round shapes. */
export const ASPECT = PHOTO_WIDTH / PHOTO_HEIGHT;

/** Paints a motif with a little grain as a PNG; the bytes are always the same. */
export function painted(motif: Motif): Uint8Array {
  const data = new Uint8Array(PHOTO_WIDTH * PHOTO_HEIGHT * 3);
  for (let row = 0; row < PHOTO_HEIGHT; row += 1) {
    for (let column = 0; column < PHOTO_WIDTH; column += 1) {
      const [red, green, blue] = motif(column / PHOTO_WIDTH, row / PHOTO_HEIGHT);
      const grain = (chance(column, row) - 0.5) * 8;
      const at = (row * PHOTO_WIDTH + column) * 3;
      data[at] = clamp(red + grain, 255);
      data[at + 1] = clamp(green + grain, 255);
      data[at + 2] = clamp(blue + grain, 255);
    }
  }
  return encode({ width: PHOTO_WIDTH, height: PHOTO_HEIGHT, data, channels: 3 });
}

/** A mix of two colors; `share` (0–1) is the share of the second one. */
export function mix(one: Color, other: Color, share: number): Color {
  const part = clamp(share, 1);
  return [
    one[0] + (other[0] - one[0]) * part,
    one[1] + (other[1] - one[1]) * part,
    one[2] + (other[2] - one[2]) * part,
  ];
}

/** A number from 0 to 1 that looks random and is the same for the same position. */
export function chance(a: number, b: number): number {
  const value = Math.sin(a * 12.9898 + b * 78.233) * 43_758.5453;
  return value - Math.floor(value);
}

/** A ridge line over `x`, between about 0.3 and 1; each `seed` gives another ridge. */
export function ridge(x: number, seed: number): number {
  const waves = [1, 2.3, 5.1, 11].map(
    (frequency, n) => Math.sin(x * frequency * 4 + seed * (n + 2)) / 2 ** n,
  );
  return 0.65 + 0.18 * waves.reduce((sum, wave) => sum + wave, 0);
}

function clamp(value: number, most: number): number {
  return Math.min(most, Math.max(0, value));
}
