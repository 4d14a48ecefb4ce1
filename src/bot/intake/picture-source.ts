import type { Picture } from '../../imaging/picture.js';

/** A picture that a request may bring along, not read yet. */
export interface PictureSource {
  /** What people call it: the file's name. */
  readonly name: string;
  /** @throws AppError whose sentence says why the picture cannot be used. */
  readonly read: () => Promise<Picture>;
}
