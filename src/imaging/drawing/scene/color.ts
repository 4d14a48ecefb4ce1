/** A CSS color between two of `#rrggbb`; `share` of the second, 0–1. */
export function mix(one: string, other: string, share: number): string {
  const [a, b] = [channels(one), channels(other)];
  return hex(a.map((value, index) => value + ((b[index] ?? 0) - value) * share));
}

/** `#rrggbb` from hue (any number of degrees), saturation and lightness (0–1). */
export function hsl(hue: number, saturation: number, lightness: number): string {
  const chroma = saturation * Math.min(lightness, 1 - lightness);
  const channel = (offset: number): number => {
    const k = (((offset + hue / 30) % 12) + 12) % 12;
    return 255 * (lightness - chroma * Math.max(-1, Math.min(k - 3, 9 - k, 1)));
  };
  return hex([channel(0), channel(8), channel(4)]);
}

/** How well two colors can be told apart, 1–21: https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio */
export function contrast(one: string, other: string): number {
  const [dark = 0, light = 0] = [one, other].map(luminance).toSorted((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

function luminance(color: string): number {
  const [r = 0, g = 0, b = 0] = channels(color).map((value) => {
    const share = value / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

/** Turns the hue of a color by some degrees. */
export function turned(color: string, degrees: number): string {
  const [hue, saturation, lightness] = hslOf(color);
  return hsl(hue + degrees, saturation, lightness);
}

/**
 * Gives an icon another color (hue, saturation, lightness): what is close to its `main` hue
 * changes, with light and shade, or everything where that is null. The rest stays, and so do eyes
 * and highlights, which are almost black and white.
 */
export function dyed(
  color: string,
  main: number | null,
  [hue, saturation, level]: readonly [number, number, number],
): string {
  const [at, strength, lightness] = hslOf(color);
  const isPlain = lightness < 0.16 || lightness > 0.96;
  const isMain = main === null || (strength > 0.15 && angle(at, main) < 55);
  if (isPlain || !isMain) return color;
  const shade = Math.min(Math.max(level + (lightness - 0.55) * 0.55, 0.05), 0.97);
  return hsl(hue, saturation, shade);
}

/** The hue (0–360) of most of some pixels of four bytes each; null where few have a color. */
export function mainHue(pixels: Buffer): number | null {
  const bins = Array.from({ length: HUE_BINS }, () => 0);
  let visible = 0;
  for (let at = 0; at + 3 < pixels.length; at += 4) {
    if ((pixels[at + 3] ?? 0) < 128) continue;
    visible += 1;
    const [hue, saturation, lightness] = hslOf(`#${pixels.toString('hex', at, at + 3)}`);
    const bin = Math.floor((((hue + 360) % 360) / 360) * HUE_BINS) % HUE_BINS;
    if (saturation > 0.2 && lightness > 0.15 && lightness < 0.92) bins[bin] = (bins[bin] ?? 0) + 1;
  }
  const most = Math.max(...bins);
  if (most < visible * MIN_SHARE) return null;
  return ((bins.indexOf(most) + 0.5) / HUE_BINS) * 360;
}

const HUE_BINS = 18;
/** A color counts if so much of the icon has it. */
const MIN_SHARE = 0.2;

function angle(one: number, other: number): number {
  const apart = Math.abs(one - other) % 360;
  return Math.min(apart, 360 - apart);
}

function hslOf(color: string): [number, number, number] {
  const [r = 0, g = 0, b = 0] = channels(color).map((value) => value / 255);
  const [high, low] = [Math.max(r, g, b), Math.min(r, g, b)];
  const lightness = (high + low) / 2;
  const range = high - low;
  if (range === 0) return [0, 0, lightness];
  const saturation = range / (1 - Math.abs(2 * lightness - 1));
  const sector =
    high === r ? (g - b) / range : high === g ? (b - r) / range + 2 : (r - g) / range + 4;
  return [sector * 60, saturation, lightness];
}

function channels(color: string): number[] {
  const digits = color.slice(1);
  const full = digits.length === 3 ? digits.replaceAll(/./g, '$&$&') : digits;
  return [0, 2, 4].map((at) => Number.parseInt(full.slice(at, at + 2), 16));
}

function hex(values: readonly number[]): string {
  const digits = values.map((value) =>
    Math.round(Math.min(Math.max(value, 0), 255))
      .toString(16)
      .padStart(2, '0'),
  );
  return `#${digits.join('')}`;
}
