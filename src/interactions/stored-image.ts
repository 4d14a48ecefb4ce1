import { z } from 'zod';

/** A picture in the image store: its key, and the facts that show whether it is undamaged. */
export const storedImage = z
  .object({
    /** `input_images/…` or `output_images/…`, as the store returned it. */
    key: z.string().min(1),
    /** Hex digest of the stored bytes. */
    sha256: z.string().regex(/^[0-9a-f]{64}$/),
    byteSize: z.int().nonnegative(),
    mediaType: z.enum(['image/jpeg', 'image/png', 'image/webp']),
    /** Pixels. */
    width: z.int().positive(),
    /** Pixels. */
    height: z.int().positive(),
  })
  .readonly();

export type StoredImage = z.output<typeof storedImage>;
