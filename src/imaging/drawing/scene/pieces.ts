import { between, type Random } from '../random.js';
import type { Subject } from '../words/reading.js';
import type { Group } from './groups.js';
import { FLYING } from './icon-kinds.js';
import type { IconShape } from './icon-shapes.js';
import { naturalSize } from './natural-sizes.js';

/** One icon of a group. Lengths are in sides of an icon of natural size. */
export interface Piece {
  readonly subject: Subject;
  readonly shape: IconShape;
  /** The middle of what is visible, from the middle of the group. */
  readonly x: number;
  /** Its foot, from the ground; up is negative. */
  readonly y: number;
  /** The side of its square. */
  readonly size: number;
  readonly isFlipped: boolean;
  readonly isOnGround: boolean;
}

/** Returns the shape of an icon that was measured before. */
export type Shapes = (icon: string) => IconShape;

const BELONGINGS = 0.5;

/** The icons of a group, in the order in which they are drawn. */
export function piecesOf(group: Group, shapes: Shapes, random: Random): Piece[] {
  const side = random() < 0.5 ? 1 : -1;
  const { base } = group;
  const size = sizeOf(base);
  const shape = shapes(base.icon);
  const [wide, tall] = [(shape.right - shape.left) * size, (shape.bottom - shape.top) * size];
  const back = (shape.bottom - shape.back) * size;
  /** Another group with its foot at a point, its base at most this large. */
  const part = (other: Group, x: number, y: number, largest: number): Piece[] => {
    const natural = sizeOf(other.base);
    const scale = (Math.min(natural, largest) / natural) * crowded(other);
    return moved(piecesOf(other, shapes, random), { x, y, scale });
  };
  const around = [
    ...group.riders.flatMap((other, index) =>
      part(other, 0, -back - index * 0.6 + 0.08, size * 0.82),
    ),
    ...group.worn.flatMap((other) =>
      part(other, 0, -tall * (isEyewear(other.base) ? 0.5 : 0.84), size * 0.46),
    ),
    ...group.held.flatMap((other, index) =>
      part(other, side * (index % 2 === 0 ? 1 : -1) * (wide * 0.5 + 0.08), 0.02, size * BELONGINGS),
    ),
    ...group.aloft.flatMap((other, index) =>
      part(
        other,
        side * 0.12 * wide,
        -tall - 0.14 - index * 0.5,
        Math.max(sizeOf(other.base) * 0.85, size * 0.5),
      ),
    ),
  ];
  return [
    ...group.behind.flatMap((other, index) => {
      const x = other.base.count > 1 ? 0 : side * (0.3 + index * 0.5) * Math.max(wide, 0.6);
      const scale = Math.max(1.3, (size * 1.25) / sizeOf(other.base)) * crowded(other);
      return moved(piecesOf(other, shapes, random), { x, y: -0.08, scale });
    }),
    ...group.inside.flatMap((other) => inAir(part(other, 0, -tall * 0.3, size * 0.72))),
    ...crowd(base, size, wide, random).map((at) => ({
      subject: base,
      shape,
      isFlipped: random() < 0.3,
      isOnGround: true,
      ...at,
    })),
    ...inAir(around),
  ];
}

function moved(
  pieces: readonly Piece[],
  { x, y, scale }: { readonly x: number; readonly y: number; readonly scale: number },
): Piece[] {
  return pieces.map((piece) => ({
    ...piece,
    x: x + piece.x * scale,
    y: y + piece.y * scale,
    size: piece.size * scale,
  }));
}

/** Many take less room each. */
function crowded({ base }: Group): number {
  return base.count > 2 ? 0.75 : 1;
}

function inAir(pieces: readonly Piece[]): Piece[] {
  return pieces.map((piece) => ({ ...piece, isOnGround: false }));
}

/** Where the members of a crowd stand: the rows behind are smaller and higher. */
function crowd(
  { icon, count }: Subject,
  size: number,
  wide: number,
  random: Random,
): Pick<Piece, 'x' | 'y' | 'size'>[] {
  if (count === 1) return [{ x: 0, y: 0, size }];
  const rows = count <= 3 ? 1 : count <= 7 ? 2 : 3;
  const perRow = Math.ceil(count / rows);
  const rise = FLYING.has(icon) ? 0.8 : 0.4;
  return Array.from({ length: count }, (_, index) => {
    const row = Math.floor(index / perRow);
    const inRow = Math.min(perRow, count - row * perRow);
    const depth = rows - 1 - row;
    const shrunk = 1 - depth * 0.14;
    return {
      x: ((index % perRow) - (inRow - 1) / 2 + between(random, -0.08, 0.08)) * wide * 1.08 * shrunk,
      y: -depth * rise * size + (rows === 1 ? between(random, -0.07, 0.03) * size : 0),
      size: size * shrunk * between(random, 0.93, 1.07),
    };
  });
}

function sizeOf({ icon, category, size }: Subject): number {
  return naturalSize(icon, category) * size;
}

function isEyewear({ icon }: Subject): boolean {
  return /glasses|goggles/.test(icon);
}
