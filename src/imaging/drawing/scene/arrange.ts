import { between } from '../random.js';
import type { Frame } from './frame.js';
import type { Piece } from './pieces.js';
import { FLYING } from './icon-kinds.js';

/** An icon at its place in the frame, in pixels. */
export interface PlacedIcon {
  readonly piece: Piece;
  /** The middle and the foot of what is visible. */
  readonly x: number;
  readonly y: number;
  /** The side of its square. */
  readonly size: number;
  readonly hasShadow: boolean;
}

/** No icon is larger, in units of the frame: some air is left around one thing alone. */
const LARGEST = 54;
/** The share of the width that things fill. */
const FILLED = 0.86;
const GAP = 0.1;
/** Frames that are narrower than this have their groups in rows behind each other. */
const NARROW = 0.85;
const ROW_RISE = 0.21;

/**
 * Gives groups of pieces their places: side by side on the ground, or around the middle where they
 * float, as large as they fit.
 *
 * @param standing where the ground is, as a share of the height; null where things float.
 * @param share how large they are, of how large they fit.
 */
export function arrange(
  frame: Frame,
  groups: readonly (readonly Piece[])[],
  standing: number | null,
  share = 1,
): PlacedIcon[] {
  const perRow =
    frame.width / frame.height < NARROW ? Math.max(1, Math.ceil(groups.length / 2)) : groups.length;
  const rows = [groups.slice(0, perRow), groups.slice(perRow)].filter((row) => row.length > 0);
  // The first row is the one behind, and is drawn first.
  return rows.flatMap((row, index) =>
    arrangedRow(frame, row, { standing, share, depth: rows.length - 1 - index, rows: rows.length }),
  );
}

function arrangedRow(
  frame: Frame,
  groups: readonly (readonly Piece[])[],
  at: {
    readonly standing: number | null;
    readonly share: number;
    readonly depth: number;
    readonly rows: number;
  },
): PlacedIcon[] {
  const { width, height, unit, random } = frame;
  const boxes = groups.map(boxOf);
  const wide =
    boxes.reduce((sum, box) => sum + box.right - box.left, 0) + GAP * (groups.length - 1);
  const tall = Math.max(...boxes.map((box) => -box.top));
  const air = (at.standing ?? 0.92) - 0.09 - (at.rows - 1) * ROW_RISE;
  const fitting = Math.min((width * FILLED) / wide, (height * air) / tall, LARGEST * unit);
  const scale = fitting * at.share;
  const ground =
    at.standing === null
      ? height * 0.5 + (tall * scale) / 2 - (at.depth - (at.rows - 1) / 2) * height * 0.4
      : height * (at.standing - at.depth * ROW_RISE);
  const spare = width - wide * scale;
  let x = spare / 2 + between(random, -0.16, 0.16) * Math.max(spare - 0.14 * width, 0);
  return groups.flatMap((pieces, index) => {
    const box = boxes[index] ?? boxOf(pieces);
    const middle = x - box.left * scale;
    x += (box.right - box.left + GAP) * scale;
    const lift = liftOf(frame, pieces, at.standing, box, scale);
    const sway =
      at.standing === null
        ? between(random, -0.05, 0.05) * height
        : between(random, -0.012, 0.02) * height * Number(groups.length > 1);
    return pieces.map((piece) => ({
      piece,
      x: middle + piece.x * scale,
      y: ground + sway - lift + piece.y * scale,
      size: piece.size * scale,
      hasShadow: piece.isOnGround && lift === 0 && at.standing !== null,
    }));
  });
}

/** How high over the ground a group is that flies. */
function liftOf(
  { height, random }: Frame,
  pieces: readonly Piece[],
  standing: number | null,
  box: Box,
  scale: number,
): number {
  const stands = pieces.some(({ isOnGround, subject }) => isOnGround && !FLYING.has(subject.icon));
  if (standing === null || stands) return 0;
  const free = standing * height + box.top * scale;
  return Math.max(0, free * between(random, 0.4, 0.6));
}

interface Box {
  readonly left: number;
  readonly right: number;
  readonly top: number;
}

function boxOf(pieces: readonly Piece[]): Box {
  return {
    left: Math.min(...pieces.map((piece) => piece.x - halfWidth(piece))),
    right: Math.max(...pieces.map((piece) => piece.x + halfWidth(piece))),
    top: Math.min(
      ...pieces.map((piece) => piece.y - (piece.shape.bottom - piece.shape.top) * piece.size),
    ),
  };
}

function halfWidth({ shape, size }: Piece): number {
  return ((shape.right - shape.left) * size) / 2;
}
