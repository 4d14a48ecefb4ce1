import { z } from 'zod';

/** How pictures are to be made. Null leaves the choice to the model. */
export const settings = z
  .object({
    /** Width to height, as `16:9`. */
    aspectRatio: z
      .string()
      .regex(/^\d{1,2}:\d{1,2}$/)
      .nullable()
      .default(null),
    /** As the model calls it: `1K`, `2K` … */
    imageSize: z.string().min(1).max(8).nullable().default(null),
    /** How many pictures one request makes. */
    count: z.int().min(1).max(4).nullable().default(null),
    /** The name of the image model; null is the one that the bot is configured with. */
    model: z.string().min(1).max(100).nullable().default(null),
  })
  .readonly();

export type Settings = z.output<typeof settings>;

/** Everything is left to the model. */
export const AUTOMATIC_SETTINGS: Settings = settings.parse({});
