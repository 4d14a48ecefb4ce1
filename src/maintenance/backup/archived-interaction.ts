import { z } from 'zod';

import { DOCUMENT_FORMAT, upgradeDocument } from '../../interactions/document-formats.js';
import { imagesOf } from '../../interactions/images-of.js';
import {
  interactionFields,
  hasValidIndex,
  type InteractionState,
} from '../../interactions/interaction-state.js';
import { PROMPT_MAX } from '../../interactions/prompt.js';
import { interactionIdIn } from '../../persistence/images/image-keys.js';
import { MAX_KEPT_BYTES, type KeptTurn } from '../../persistence/model-turns.js';
import { ARCHIVE_LIMITS } from './archive-format.js';
import { archiveRefused } from './archive-refused.js';

/** One interaction in an archive. */
export interface ArchivedInteraction {
  readonly state: InteractionState;
  /** The file names that the Python bot gave to the pictures of its cards. */
  readonly formerFileNames: readonly string[];
  /** What models need to go on from its pictures. */
  readonly turns: readonly KeptTurn[];
  /** Keys of images that the state names and that were not readable when the archive was made. */
  readonly missingImages: readonly string[];
}

const names = z.array(z.string().min(1).max(255)).max(ARCHIVE_LIMITS.maxImagesOfInteraction);

/** No way of asking takes a longer one, and no card can show it. */
const prompt = z.string().max(PROMPT_MAX);

/** Each for another output. */
const turns = z
  .array(z.strictObject({ imageKey: z.string(), kept: z.string().max(MAX_KEPT_BYTES) }))
  .refine((all) => new Set(all.map(({ imageKey }) => imageKey)).size === all.length);

/** The fields of a state and of the archive, and no others. */
const entry = z
  .strictObject({
    ...interactionFields.shape,
    originalPrompt: prompt,
    currentPrompt: prompt,
    format: z.int().positive(),
    formerFileNames: names,
    turns: turns.default([]),
    missingImages: names,
  })
  .refine(hasValidIndex, { path: ['currentIndex'] });

/** The JSON of an interaction's entry. It has no lease, because a lease belongs to a process. */
export function archivedJson(archived: ArchivedInteraction): Buffer {
  const { state, formerFileNames, turns: kept, missingImages } = archived;
  const { lease: _lease, ...generation } = state.generation ?? {};
  const json = {
    format: DOCUMENT_FORMAT,
    ...state,
    generation: state.generation && generation,
    formerFileNames,
    ...(kept.length > 0 && { turns: kept }),
    missingImages,
  };
  return Buffer.from(JSON.stringify(json));
}

/**
 * Reads and checks an interaction's entry, and upgrades it to the newest format.
 *
 * @throws AppError `storage.archive_refused`
 */
export function readArchivedInteraction(id: string, bytes: Buffer): ArchivedInteraction {
  const told = parsed(id, bytes);
  const { format: _format, formerFileNames, turns: kept, missingImages, ...state } = told;
  const outputs = new Set(state.outputs.map(({ image }) => image.key));
  if (kept.some(({ imageKey }) => !outputs.has(imageKey)))
    throw archiveRefused(`the interaction ${id} keeps a turn for a picture that it does not have.`);
  for (const { key, byteSize } of imagesOf(state)) {
    if (interactionIdIn(key) !== id || key.endsWith('.tmp')) {
      throw archiveRefused(`the interaction ${id} names an image that is not its own.`);
    }
    if (byteSize > ARCHIVE_LIMITS.maxImageBytes) {
      throw archiveRefused(`the interaction ${id} names an image that is too large.`);
    }
  }
  // The lease of the process that wrote the archive has no meaning here.
  const generation = state.generation && { ...state.generation, lease: null };
  return { state: { ...state, generation }, formerFileNames, turns: kept, missingImages };
}

function parsed(id: string, bytes: Buffer): z.output<typeof entry> {
  try {
    const json: unknown = JSON.parse(bytes.toString('utf8'));
    const { format } = z.looseObject({ format: z.int() }).parse(json);
    const told = entry.parse(upgradeDocument(format, json));
    if (told.id !== id) throw new RangeError(`the id in it is ${told.id}`);
    return told;
  } catch (cause) {
    const where = cause instanceof z.ZodError ? ` (${cause.issues[0]?.path.join('.')})` : '';
    throw archiveRefused(
      `the interaction ${id} is damaged, or was stored by a newer version${where}.`,
      cause,
    );
  }
}
