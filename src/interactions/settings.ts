import { z } from 'zod';

/** The most pictures that one request makes. */
export const MAX_COUNT = 4;

/** How to make pictures. Null leaves the choice to the model. */
export const settings = z
  .object({
    /** Width to height, for example `16:9`. */
    aspectRatio: z
      .string()
      .regex(/^\d{1,2}:\d{1,2}$/)
      .nullable()
      .default(null),
    /** The model's own name for a size: `1K`, `2K` … */
    imageSize: z.string().min(1).max(8).nullable().default(null),
    /** How many pictures one request makes. */
    count: z.int().min(1).max(MAX_COUNT).nullable().default(null),
    /** The image model; null is the configured one. */
    model: z.string().min(1).max(100).nullable().default(null),
    /** How much the model thinks first, in its own word for it: `minimal`, `high` … */
    thinkingLevel: z.string().min(1).max(16).nullable().default(null),
  })
  .readonly();

export type Settings = z.output<typeof settings>;

/** All choices are left to the model. */
export const AUTOMATIC_SETTINGS: Settings = settings.parse({});
