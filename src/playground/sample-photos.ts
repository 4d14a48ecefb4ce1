import { PHOTO_HEIGHT, PHOTO_WIDTH, painted } from './photos/paint.js';
import { PHOTOS } from './photos/photos.js';
import type { Sample } from './protocol.js';

/** The sample photos, drawn when they are first requested. */
export class SamplePhotos {
  readonly #drawn = new Map<string, Buffer>();

  /** The list for the page. */
  get list(): Sample[] {
    return PHOTOS.map(({ name, title }) => ({
      name,
      title,
      url: `/playground/samples/${name}`,
      width: PHOTO_WIDTH,
      height: PHOTO_HEIGHT,
    }));
  }

  /** A photo as a PNG; undefined for an unknown name. */
  bytesOf(name: string): Buffer | undefined {
    const photo = PHOTOS.find((each) => each.name === name);
    if (photo === undefined) return undefined;
    const bytes = this.#drawn.get(name) ?? Buffer.from(painted(photo.motif));
    this.#drawn.set(name, bytes);
    return bytes;
  }
}
