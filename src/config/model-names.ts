import { z } from 'zod';

const MODEL_NAME = /^[a-z0-9][a-z0-9.-]*$/;

/** The name of an image model. */
export const modelName = z
  .string()
  .regex(MODEL_NAME, 'must be the name of a model, for example gemini-nano-banana-2.1');

/** Discord shows at most 25 choices in a select. */
const MAX_OTHER_MODELS = 24;

/** Names of image models in a list; none by default. */
export const modelNames = z
  .string()
  .default('')
  .transform((list) => list.split(/[\s,]+/).filter(Boolean))
  .refine(
    (names) => names.length <= MAX_OTHER_MODELS && names.every((name) => MODEL_NAME.test(name)),
    {
      error: `must be at most ${MAX_OTHER_MODELS} names of models with commas between them, for example gemini-3-pro-image,gemini-3.1-flash-lite-image`,
    },
  );
