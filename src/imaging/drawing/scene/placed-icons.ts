import { ICON_SIDE } from '../words/icon-set.js';
import type { PlacedIcon } from './arrange.js';
import { n } from './frame.js';
import { SHINING } from './icon-kinds.js';
import { colored } from './icon-shapes.js';

/** The light on the icons. */
export interface IconLight {
  readonly ambient: string;
  readonly onThings: number;
}

/** Icons at their places, with the shadows of those that stand. */
export function placedIcons(icons: readonly PlacedIcon[], light: IconLight): string {
  return (
    icons.map((icon) => (icon.hasShadow ? shadow(icon) : '')).join('') +
    icons.map((icon) => drawn(icon, light)).join('')
  );
}

function shadow({ piece: { shape }, x, y, size }: PlacedIcon): string {
  const half = ((shape.right - shape.left) * size) / 2;
  return `<ellipse cx="${n(x)}" cy="${n(y)}" rx="${n(half * 0.98)}" ry="${n(half * 0.15)}" fill="#161b33" fill-opacity=".24"/>`;
}

function drawn({ piece, x, y, size }: PlacedIcon, { ambient, onThings }: IconLight): string {
  const { subject, shape, isFlipped } = piece;
  const scale = size / ICON_SIDE;
  const middle = ((shape.left + shape.right) / 2) * ICON_SIDE;
  const mirrored = isFlipped ? `translate(${n(middle * 2)} 0) scale(-1 1)` : '';
  const body = colored(subject.icon, shape, {
    ambient,
    strength: SHINING.has(subject.icon) ? 0 : onThings,
    color: subject.color,
  });
  return `<g transform="translate(${n(x - middle * scale)} ${n(y - shape.bottom * size)}) scale(${scale.toFixed(4)}) ${mirrored}">${body}</g>`;
}
