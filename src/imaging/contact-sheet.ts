import sharp from 'sharp';
import type { OverlayOptions } from 'sharp';

import { decode, encode } from './decoding.js';
import { withImageErrors } from './image-error.js';
import { OUTPUT_LIMITS } from './limits.js';
import type { Picture } from './picture.js';

const MAX_SIDE = 1024;
const GAP = 12;
const BACKGROUND = { r: 54, g: 57, b: 63 };

/** A grid of equal cells; sizes in pixels. */
interface Grid {
  readonly columns: number;
  readonly rows: number;
  readonly cellWidth: number;
  readonly cellHeight: number;
}

/** Combines pictures into one. See `ImageProcessor.contactSheet`. */
export async function contactSheet(pictures: readonly Picture[]): Promise<Picture> {
  return await withImageErrors(async () => {
    const grid = bestGrid(pictures);
    const cells: OverlayOptions[] = [];
    for (const [index, picture] of pictures.entries())
      cells.push(await cell(picture, index, pictures.length, grid));
    const sheet = sharp({
      create: {
        width: outer(grid.columns, grid.cellWidth),
        height: outer(grid.rows, grid.cellHeight),
        channels: 3,
        background: BACKGROUND,
      },
    }).composite(cells);
    return await encode(sheet, { mediaType: 'image/jpeg', quality: 88 });
  });
}

async function cell(
  picture: Picture,
  index: number,
  count: number,
  grid: Grid,
): Promise<OverlayOptions> {
  const { data, info } = await decode(picture.bytes, OUTPUT_LIMITS)
    .resize({ width: grid.cellWidth, height: grid.cellHeight, fit: 'inside' })
    .flatten({ background: BACKGROUND })
    .removeAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  const row = Math.floor(index / grid.columns);
  const column = index % grid.columns;
  const inThisRow = Math.min(grid.columns, count - row * grid.columns);
  // A last row that is not full is centered.
  const indent = ((grid.columns - inThisRow) * (grid.cellWidth + GAP)) / 2;
  const left = GAP + column * (grid.cellWidth + GAP) + (grid.cellWidth - info.width) / 2 + indent;
  const top = GAP + row * (grid.cellHeight + GAP) + (grid.cellHeight - info.height) / 2;
  return {
    input: data,
    raw: { width: info.width, height: info.height, channels: 3 },
    left: Math.round(left),
    top: Math.round(top),
  };
}

/** The grid with the largest shown area. */
function bestGrid(pictures: readonly Picture[]): Grid {
  const grids = pictures.map((_, index) => gridOf(index + 1, pictures));
  return grids.reduce((best, grid) =>
    shownArea(grid, pictures) > shownArea(best, pictures) ? grid : best,
  );
}

function gridOf(columns: number, pictures: readonly Picture[]): Grid {
  const rows = Math.ceil(pictures.length / columns);
  const aspect = Math.min(3, Math.max(1 / 3, meanAspect(pictures)));
  const widest = Math.floor((MAX_SIDE - GAP) / columns - GAP);
  const highest = Math.floor((MAX_SIDE - GAP) / rows - GAP);
  const cellWidth = Math.min(widest, Math.floor(highest * aspect));
  const cellHeight = Math.min(highest, Math.floor(cellWidth / aspect));
  return { columns, rows, cellWidth, cellHeight };
}

/** The geometric mean, so that one portrait and one landscape picture give a square cell. */
function meanAspect(pictures: readonly Picture[]): number {
  const logs = pictures.map(({ width, height }) => Math.log(width / height));
  return Math.exp(logs.reduce((sum, log) => sum + log, 0) / logs.length);
}

function shownArea(grid: Grid, pictures: readonly Picture[]): number {
  return pictures
    .map(({ width, height }) => {
      const scale = Math.min(grid.cellWidth / width, grid.cellHeight / height);
      return width * height * scale * scale;
    })
    .reduce((sum, area) => sum + area, 0);
}

function outer(count: number, cellSide: number): number {
  return GAP + count * (cellSide + GAP);
}
