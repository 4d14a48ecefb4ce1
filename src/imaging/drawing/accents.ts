import { drawSvg } from './canvas.js';
import type { Canvas } from './canvas.js';
import { between } from './random.js';
import type { Random } from './random.js';

/** The offline model's use of a prompt with a picture: discs of light in hues from the prompt. */
export async function accents(canvas: Canvas, random: Random, strength: number): Promise<Canvas> {
  const { width, height } = canvas;
  const hue = random() * 360;
  const discs = Array.from({ length: 14 }, (_, index) => {
    const radius = between(random, 0.03, 0.14) * width;
    const color = `hsl(${((hue + index * 17) % 360).toFixed(0)},90%,62%)`;
    return `<circle cx="${between(random, 0, width)}" cy="${between(random, 0, height)}" r="${radius}" fill="${color}" fill-opacity="${between(random, 0.35, 0.75) * strength}"/>`;
  });
  const veil = `<rect width="100%" height="100%" fill="hsl(${hue.toFixed(0)},80%,55%)" fill-opacity="${0.25 * strength}"/>`;
  return await drawSvg(canvas, veil + discs.join(''), 'soft-light');
}
