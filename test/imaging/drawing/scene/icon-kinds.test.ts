import { expect, it } from '@jest/globals';

import { HOME_OF } from '../../../../src/imaging/drawing/scene/habitats.js';
import * as kinds from '../../../../src/imaging/drawing/scene/icon-kinds.js';
import { WHOLE } from '../../../../src/imaging/drawing/scene/icon-shapes.js';
import { SIZES } from '../../../../src/imaging/drawing/scene/natural-sizes.js';
import { placedIcons } from '../../../../src/imaging/drawing/scene/placed-icons.js';
import { readIcons } from '../../../../src/imaging/drawing/words/icon-set.js';

it.each([
  ...Object.entries(kinds),
  ['sizes', new Set(SIZES.keys())],
  ['homes', new Set(HOME_OF.keys())],
] as [string, ReadonlySet<string>][])('every icon that is named exists: %s', (_, names) => {
  const icons = readIcons();
  expect([...names].filter((name) => !icons.has(name))).toEqual([]);
});

it.each([
  ['fire-engine', true],
  ['sunflower', true],
  ['custard', true],
  ['moon-cake', true],
  ['full-moon', false],
  ['star', false],
  ['candle', false],
])('only what shines keeps its colors at night: the light is on %s: %s', (icon, isLit) => {
  const said = { category: '', count: 1, relation: 'beside', size: 1, color: null } as const;
  const subject = { icon, ...said };
  const piece = { subject, shape: WHOLE, x: 0, y: 0, size: 1, isFlipped: false, isOnGround: true };
  const placed = [{ piece, x: 0, y: 0, size: 100, hasShadow: false }];
  const [day, night] = [0, 0.5].map((onThings) =>
    placedIcons(placed, { ambient: '#141f4d', onThings }),
  );
  expect(night !== day).toBe(isLit);
});
