/** The encodings that the product stores and sends. Everything else becomes one of these on reading. */
export type PictureMediaType = 'image/jpeg' | 'image/png' | 'image/webp';

/** An encoded picture in memory, whose type and size were read from its bytes. */
export interface Picture {
  readonly bytes: Buffer;
  readonly mediaType: PictureMediaType;
  /** Pixels, after orientation was applied. */
  readonly width: number;
  /** Pixels, after orientation was applied. */
  readonly height: number;
}
