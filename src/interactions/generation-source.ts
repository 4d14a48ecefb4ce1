import { z } from 'zod';

/** The pictures that a generation starts from. */
export const generationSource = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('none') }).readonly(),
  z.object({ kind: z.literal('inputs') }).readonly(),
  z.object({ kind: z.literal('output'), index: z.int().nonnegative() }).readonly(),
]);

export type GenerationSource = z.output<typeof generationSource>;
