import { between, type Random } from '../random.js';
import { mix } from './color.js';
import type { LightTones } from './lights.js';
import type { Season } from '../words/settings-of-words.js';

/** What every part of a scene is drawn into. Lengths are pixels. */
export interface Frame {
  readonly width: number;
  readonly height: number;
  /** A length that suits frames of every shape: a hundredth of the side, as if it were square. */
  readonly unit: number;
  readonly random: Random;
  readonly tones: LightTones;
  readonly season: Season;
}

/** A part of a scene behind and before the things that stand in it. */
export interface Ground {
  readonly behind: string;
  readonly before: string;
  /** Where things stand, as a share of the height; null where they float. */
  readonly standing: number | null;
}

/** A color as it looks in the light of the frame; `distance` (0–1) fades it into the air. */
export function lit({ tones }: Frame, color: string, distance = 0): string {
  return mix(mix(color, tones.ambient, tones.strength), tones.sky[2], distance * 0.75);
}

/** A round ridge over the whole width, filled to the bottom. */
export function hills(frame: Frame, base: number, relief: number, color: string): string {
  return `<path d="${ridge(frame, base, relief)}V${frame.height}H0Z" fill="${color}"/>`;
}

function ridge({ width, height, random }: Frame, base: number, relief: number): string {
  const steps = Math.max(2, Math.round((width / height) * between(random, 2, 4)));
  const stride = width / steps;
  const points = Array.from({ length: steps + 1 }, () => (base - random() * relief) * height);
  const curves = points.slice(1).map((y, index) => {
    const middle = (index + 0.5) * stride;
    return `C${middle} ${points[index] ?? y} ${middle} ${y} ${(index + 1) * stride} ${y}`;
  });
  return `M0 ${points[0] ?? 0}${curves.join('')}`;
}

/** A place within a share of the width from the left or right, so that the middle stays free. */
export function sides({ width, random }: Frame, reach: number): number {
  const share = random() * reach;
  return (random() < 0.5 ? share : 1 - share) * width;
}

/** The same piece at many places. */
export function scattered(count: number, piece: (index: number) => string): string {
  return Array.from({ length: Math.min(Math.round(count), 400) }, (_, index) => piece(index)).join(
    '',
  );
}

/** A number as SVG needs it, without digits that nobody sees. */
export function n(value: number): string {
  return String(Math.round(value * 10) / 10);
}
