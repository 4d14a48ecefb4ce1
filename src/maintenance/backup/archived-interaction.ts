import { z } from 'zod';

import { AppError } from '../../platform/app-error.js';
import { INTERACTION_ID_PATTERN } from '../../interactions/interaction-id.js';
import { interactionIdIn } from '../../persistence/images/image-keys.js';
import { decodeState } from '../../persistence/interaction-state-codec.js';
import type { InteractionState, StoredImage } from '../../interactions/interaction-state.js';
import { STATE_FORMAT } from '../../persistence/state-formats.js';
import { ARCHIVE_LIMITS } from './archive-format.js';
import { archiveRefused } from './archive-refused.js';

/** One interaction as an archive holds it. */
export interface ArchivedInteraction {
  readonly state: InteractionState;
  /** The names that the predecessor gave to the pictures of its cards. */
  readonly formerFileNames: readonly string[];
  /** Keys of images that the state names and that were not to be had when the archive was made. */
  readonly missingImages: readonly string[];
}

const snowflake = z.string().regex(/^\d{1,20}$/);
const time = z.string().regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
const names = z.array(z.string().min(1).max(255)).max(ARCHIVE_LIMITS.maxImagesOfInteraction);

const schema = z.strictObject({
  format: z.int().positive(),
  id: z.string().regex(new RegExp(`^${INTERACTION_ID_PATTERN}$`)),
  version: z.int().positive(),
  view: z.string(),
  userId: snowflake.nullable(),
  guildId: snowflake.nullable(),
  channelId: snowflake.nullable(),
  requestMessageId: snowflake.nullable(),
  messageId: snowflake.nullable(),
  lastClickId: snowflake.nullable(),
  createdAt: time,
  lastUsedAt: time,
  originalPrompt: z.string(),
  currentPrompt: z.string(),
  currentIndex: z.int().nonnegative(),
  // Of older formats, these are something else; the codec brings them up to date and checks them.
  inputs: z.array(z.unknown()),
  outputs: z.array(z.unknown()),
  notes: z.array(z.unknown()),
  generation: z.looseObject({ claims: z.int().nonnegative() }).nullable(),
  formerFileNames: names,
  missingImages: names,
});

const image = z.object({
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  byteSize: z.int().nonnegative().max(ARCHIVE_LIMITS.maxImageBytes),
  width: z.int().positive(),
  height: z.int().positive(),
});

/** The JSON of an interaction's entry. A lease is left out: it belongs to a process. */
export function archivedJson(archived: ArchivedInteraction): Buffer {
  const { state, formerFileNames, missingImages } = archived;
  const { lease: _lease, ...generation } = state.generation ?? {};
  const json: z.input<typeof schema> = {
    format: STATE_FORMAT,
    ...state,
    inputs: [...state.inputs],
    outputs: [...state.outputs],
    notes: [...state.notes],
    generation: state.generation && { claims: state.generation.claims, ...generation },
    formerFileNames: [...formerFileNames],
    missingImages: [...missingImages],
  };
  return Buffer.from(JSON.stringify(json));
}

/**
 * What an interaction's entry says, in the newest format and checked throughout.
 *
 * @throws AppError `storage.archive_refused`
 */
export function readArchivedInteraction(id: string, bytes: Buffer): ArchivedInteraction {
  const { formerFileNames, missingImages, claims, ...row } = parsed(id, bytes);
  try {
    const state = decodeState({ ...row, claims });
    for (const { key, ...facts } of imagesOf(state)) {
      if (interactionIdIn(key) !== id || key.endsWith('.tmp')) {
        throw archiveRefused(`the interaction ${id} names an image that is not its own.`);
      }
      image.parse(facts);
    }
    return { state, formerFileNames, missingImages };
  } catch (cause) {
    if (cause instanceof AppError && cause.code === 'storage.archive_refused') throw cause;
    throw unreadable(id, cause);
  }
}

/** Every image that a state names, once. */
export function imagesOf({ inputs, outputs }: InteractionState): StoredImage[] {
  const all = [
    ...inputs,
    ...outputs.flatMap(({ image: shown, deliveryImage }) =>
      deliveryImage ? [shown, deliveryImage] : [shown],
    ),
  ];
  return [...new Map(all.map((one) => [one.key, one])).values()];
}

function parsed(id: string, bytes: Buffer) {
  try {
    const json = schema.parse(JSON.parse(bytes.toString('utf8')));
    if (json.id !== id) throw new RangeError(`the id in it is ${json.id}`);
    const { userId, channelId, generation } = json;
    return {
      ...json,
      userId: userId ?? '',
      channelId: channelId ?? '',
      inputs: JSON.stringify(json.inputs),
      outputs: JSON.stringify(json.outputs),
      notes: JSON.stringify(json.notes),
      generation: generation && JSON.stringify(generation),
      underWay: null,
      leaseOwner: null,
      leaseSince: null,
      leaseUntil: null,
      claims: generation?.claims ?? null,
      imageBytes: 0,
    };
  } catch (cause) {
    throw unreadable(id, cause);
  }
}

function unreadable(id: string, cause: unknown): AppError {
  const where = cause instanceof z.ZodError ? ` (${cause.issues[0]?.path.join('.')})` : '';
  return archiveRefused(
    `the interaction ${id} is damaged, or was stored by a newer version${where}.`,
    cause,
  );
}
