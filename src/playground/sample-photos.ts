import { PHOTO_HEIGHT, PHOTO_WIDTH } from './photos/paint.js';
import { PHOTOS } from './photos/photos.js';
import type { Sample } from './protocol.js';

/** The sample photos for the page; the build has drawn them into the page's folder. */
export const SAMPLES: readonly Sample[] = PHOTOS.map(({ name, title }) => ({
  name,
  title,
  url: `/page/samples/${name}`,
  width: PHOTO_WIDTH,
  height: PHOTO_HEIGHT,
}));
