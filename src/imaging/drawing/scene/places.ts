import type { Place } from '../words/settings-of-words.js';
import type { Frame, Ground } from './frame.js';
import { beach, lake, sea, underwater } from './water-places.js';
import { city, road, room, table } from './built-places.js';
import { desert, mountains, snow } from './wide-places.js';
import { forest, garden, meadow } from './green-places.js';
import { moon, skyward, space } from './far-places.js';

/** How each place is drawn. */
export const PLACES: Readonly<Record<Place, (frame: Frame) => Ground>> = {
  beach,
  city,
  desert,
  forest,
  garden,
  lake,
  meadow,
  moon,
  mountains,
  road,
  room,
  sea,
  sky: skyward,
  snow,
  space,
  table,
  underwater,
};
