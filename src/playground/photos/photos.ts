import { balloons } from './balloons.js';
import { city } from './city.js';
import { fruit } from './fruit.js';
import { lake } from './lake.js';
import type { Motif } from './paint.js';

/** A photo that this project draws. */
export interface Photo {
  /** A file name. */
  readonly name: string;
  /** A short description. */
  readonly title: string;
  readonly motif: Motif;
}

/** All sample photos; each is drawn by its motif. */
export const PHOTOS: readonly Photo[] = [
  { name: 'lake.png', title: 'An evening by a lake', motif: lake },
  { name: 'fruit.png', title: 'Fruit on a wooden table', motif: fruit },
  { name: 'city.png', title: 'A city at night', motif: city },
  { name: 'balloons.png', title: 'Balloons over morning fields', motif: balloons },
];
