import type { Content, Part } from '@google/genai';
import { z } from 'zod';

import type { Picture } from '../../../imaging/picture.js';
import type { ModelRequest, ModelTurn } from '../image-model.js';

const BASE64 = /^[A-Za-z0-9+/_-]+={0,2}$/;

const signature = z.string().regex(BASE64);

/** A part of an answer as it is kept: its words, or the picture, which is stored elsewhere. */
const keptPart = z.union([
  z.object({ text: z.string(), thoughtSignature: signature.optional() }),
  z.object({ isPicture: z.literal(true), thoughtSignature: signature }),
]);

const keptAnswer = z.array(keptPart);

type KeptPart = z.output<typeof keptPart>;

/**
 * What has to be sent back with a picture to go on from it, in JSON: the parts of the answer
 * that are no thoughts, with their signatures. Of several pictures only the one that is used
 * is among them.
 *
 * Gemini signs each picture, and the part behind the thoughts, which it then wants back; thoughts
 * are not signed (https://ai.google.dev/gemini-api/docs/thought-signatures). Null where such a
 * signature is missing, as it is with models before Gemini 3.
 *
 * @param parts without thoughts.
 * @param masked removes the key from words.
 */
export function keptOf(
  parts: readonly Part[],
  used: Part,
  masked: (text: string) => string,
): string | null {
  const kept = parts.flatMap((part) => keptFrom(part, part === used, masked));
  const isWhole = kept.some((each) => 'isPicture' in each);
  return isWhole && kept[0]?.thoughtSignature !== undefined ? JSON.stringify(kept) : null;
}

function keptFrom(part: Part, isUsed: boolean, masked: (text: string) => string): KeptPart[] {
  const signed = signature.safeParse(part.thoughtSignature).data;
  const thoughtSignature = signed === undefined ? {} : { thoughtSignature: signed };
  if (isUsed) return signed === undefined ? [] : [{ isPicture: true, thoughtSignature: signed }];
  const { text } = part;
  if (typeof text !== 'string' || (text === '' && signed === undefined)) return [];
  return [{ text: masked(text), ...thoughtSignature }];
}

/** What a request says: its prompt and pictures alone. */
export function singleTurn({ prompt, pictures }: Said): Content[] {
  return [{ role: 'user', parts: saidParts({ prompt, pictures }) }];
}

/**
 * The same after the turns before it. The picture that it goes on from is in the last one of them,
 * so it comes with none. Null where what was kept of a turn cannot be read.
 */
export function conversation(prompt: string, earlier: readonly ModelTurn[]): Content[] | null {
  const contents: Content[] = [];
  for (const turn of earlier) {
    const parts = answeredParts(turn);
    if (parts === null) return null;
    contents.push({ role: 'user', parts: saidParts(turn) }, { role: 'model', parts });
  }
  return [...contents, ...singleTurn({ prompt, pictures: [] })];
}

type Said = Pick<ModelRequest, 'prompt' | 'pictures'>;

function saidParts({ prompt, pictures }: Said): Part[] {
  return [{ text: prompt }, ...pictures.map(picturePart)];
}

function answeredParts({ kept, picture }: ModelTurn): Part[] | null {
  const parts = keptAnswer.safeParse(parsed(kept)).data;
  if (parts === undefined || parts.filter((part) => 'isPicture' in part).length !== 1) return null;
  return parts.map((part) =>
    'isPicture' in part
      ? { ...picturePart(picture), thoughtSignature: part.thoughtSignature }
      : {
          text: part.text,
          ...(part.thoughtSignature !== undefined && { thoughtSignature: part.thoughtSignature }),
        },
  );
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

function picturePart({ bytes, mediaType }: Picture): Part {
  return { inlineData: { mimeType: mediaType, data: bytes.toString('base64') } };
}
