/** The encodings that are stored and sent. Other pictures are converted when they are read. */
export type PictureMediaType = 'image/jpeg' | 'image/png' | 'image/webp';

/** How the names of their files end. */
export const PICTURE_EXTENSIONS: Readonly<Record<PictureMediaType, string>> = {
  'image/jpeg': 'jpg',
  'image/png': 'png',
  'image/webp': 'webp',
};

/** An encoded picture in memory. Its type and size were read from its bytes. */
export interface Picture {
  readonly bytes: Buffer;
  readonly mediaType: PictureMediaType;
  /** Pixels, after applying the orientation. */
  readonly width: number;
  /** Pixels, after applying the orientation. */
  readonly height: number;
}
