import sharp from 'sharp';

import { compact } from './compact.js';
import { contactSheet } from './contact-sheet.js';
import { drawPicture } from './drawing/draw-picture.js';
import type { Drawing } from './drawing/draw-picture.js';
import { fit } from './fit.js';
import { inspect } from './inspect.js';
import type { Picture } from './picture.js';
import { placeholder } from './placeholder.js';
import { readInput } from './read-input.js';

/** What drawings of our own are made of. */
const OWN_LOADERS = ['VipsForeignLoadSvg'];

/** The loaders of the types that can be read. Each class stands for its variants. */
const LOADERS = [
  'VipsForeignLoadJpeg',
  'VipsForeignLoadPng',
  'VipsForeignLoadWebp',
  'VipsForeignLoadNsgif',
  'VipsForeignLoadHeif',
];

/** Prepares sharp for a process that does one operation at a time. */
export function setUpSharp(): void {
  // Each picture is read once, so cached operations would only use memory.
  sharp.cache(false);
  // The processes work side by side; more threads would only use memory.
  sharp.concurrency(1);
  sharp.block({ operation: ['VipsForeignLoad'] });
  sharp.unblock({ operation: LOADERS });
}

/** All that is done to pixels. It runs in a process of its own; see `ImageProcessor`. */
export const OPERATIONS = {
  readInput: async (bytes: Buffer) => readInput(bytes),
  inspect,
  contactSheet,
  placeholder,
  fit,
  compact,
  draw,
};

export type Operations = typeof OPERATIONS;

/** The only operation that reads SVG: its own. The pictures in a drawing were inspected before. */
async function draw(drawing: Drawing): Promise<Picture> {
  sharp.unblock({ operation: OWN_LOADERS });
  try {
    return await drawPicture(drawing);
  } finally {
    sharp.block({ operation: OWN_LOADERS });
  }
}
