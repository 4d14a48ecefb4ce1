import { z } from 'zod';

import { AppError } from '../../platform/app-error.js';
import type { ImageProcessor } from '../../imaging/image-processor.js';
import type { Drawing } from '../../imaging/drawing/draw-picture.js';
import type { Picture } from '../../imaging/picture.js';
import { aspectOf } from '../../interactions/aspect-ratios.js';
import { longSideOf } from '../../interactions/image-sizes.js';
import { partsOfWording } from '../../interactions/style-of-wording.js';

/** The limit of the largest Gemini model. */
const MAX_PICTURES = 14;
const MAX_PROMPT_CHARACTERS = 32_000;

const BODY = z.object({
  contents: z
    .array(
      z.object({
        parts: z
          .array(
            z.object({
              text: z.string().optional(),
              inlineData: z.object({ data: z.base64() }).optional(),
            }),
          )
          .max(MAX_PICTURES + 1),
      }),
    )
    .length(1),
  generationConfig: z
    .object({
      imageConfig: z
        .object({
          aspectRatio: z
            .string()
            .regex(/^[1-9]\d?:[1-9]\d?$/)
            .optional(),
          imageSize: z
            .string()
            .regex(/^(?:512|[124]K)$/)
            .optional(),
        })
        .optional(),
    })
    .optional(),
});

/**
 * The request in a body of `generateContent`: its texts, one per line, its inline pictures,
 * the aspect ratio and the size. The style is found by the wording, and only the person's
 * words are drawn.
 *
 * @throws AppError `model.bad_request` for any other body, for no text or too much of it, or for
 * unreadable pictures.
 */
export async function requestOf(body: Buffer, imaging: ImageProcessor): Promise<Drawing> {
  const { data } = BODY.safeParse(parsed(body));
  const parts = data?.contents[0]?.parts;
  if (parts === undefined) throw refused('The body is no request that could be drawn.');
  const prompt = parts.flatMap(({ text }) => (text === undefined ? [] : [text])).join('\n');
  if (prompt === '') throw refused('The request has no text.');
  if (prompt.length > MAX_PROMPT_CHARACTERS) throw refused('The text is too long.');
  const pictures: Picture[] = [];
  for (const { inlineData } of parts)
    if (inlineData !== undefined) pictures.push(await pictureOf(inlineData.data, imaging));
  const { styleKey, words } = partsOfWording(prompt, pictures.length > 0);
  const { aspectRatio, imageSize } = data?.generationConfig?.imageConfig ?? {};
  return {
    prompt: words,
    pictures,
    styleKey,
    ...(aspectRatio !== undefined && { aspect: aspectOf(aspectRatio) }),
    ...(imageSize !== undefined && { longSide: longSideOf(imageSize) }),
  };
}

function parsed(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString());
  } catch (cause) {
    throw refused('The body is no JSON.', cause);
  }
}

async function pictureOf(data: string, imaging: ImageProcessor): Promise<Picture> {
  try {
    return await imaging.inspect(Buffer.from(data, 'base64'));
  } catch (cause) {
    if (cause instanceof AppError) throw refused('A picture cannot be read.', cause);
    throw cause;
  }
}

function refused(userMessage: string, cause?: unknown): AppError {
  return new AppError({ code: 'model.bad_request', retryable: false, userMessage, cause });
}
