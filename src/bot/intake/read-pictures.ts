import type { Picture } from '../../imaging/picture.js';
import { AppError } from '../../platform/app-error.js';
import type { PictureSource, Reader } from './picture-request.js';
import { leftOut, TOO_MANY_PICTURES } from './sentences.js';

/** The most pictures a request can have. */
export const MAX_INPUTS = 10;

/** The pictures of a request, and what became of the others. */
export interface ReadPictures {
  /** At most {@link MAX_INPUTS}, in the order of their sources. */
  readonly pictures: readonly Picture[];
  /** Whether one of them was covered by its sender. */
  readonly isSpoiler: boolean;
  /** The interaction whose card showed one of them; null: none did. */
  readonly cameFrom: string | null;
  /** One line for each picture that was left out, with the reason. */
  readonly notes: readonly string[];
}

/**
 * Reads the pictures of a person's request, all at the same time. Those that cannot be used become
 * notes.
 */
export async function readPictures(
  sources: readonly PictureSource[],
  reader: Reader,
): Promise<ReadPictures> {
  const used = sources.slice(0, MAX_INPUTS);
  const read = await Promise.all(used.map((source) => readOrNote(source, reader)));
  const usable = used.filter((_, n) => isPicture(read[n]));
  return {
    isSpoiler: usable.some(({ isSpoiler }) => isSpoiler === true),
    cameFrom: usable.find(({ cardOf }) => cardOf !== undefined)?.cardOf ?? null,
    pictures: read.filter(isPicture),
    notes: [
      ...read.filter((result) => typeof result === 'string'),
      ...sources.slice(MAX_INPUTS).map(({ name }) => leftOut(name, TOO_MANY_PICTURES)),
    ],
  };
}

function isPicture(read: Picture | string | null | undefined): read is Picture {
  return typeof read === 'object' && read !== null;
}

async function readOrNote(
  { name, read }: PictureSource,
  reader: Reader,
): Promise<Picture | string | null> {
  try {
    return await read(reader);
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return leftOut(name, error.userMessage);
  }
}
