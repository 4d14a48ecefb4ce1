import type { Canvas } from './canvas.js';
import type { Random } from './random.js';

/** Gives a canvas the look of one style. All random values come from `random`. */
export type Effect = (canvas: Canvas, random: Random) => Promise<Canvas>;
