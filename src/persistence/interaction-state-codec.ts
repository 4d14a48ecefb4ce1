import { z } from 'zod';

import { AppError } from '../platform/app-error.js';
import type { InteractionStateEntity } from './interaction-state.entity.js';
import {
  isUnderWay,
  type Generation,
  type InteractionState,
} from '../interactions/interaction-state.js';
import { STATE_FORMAT, upgradeColumns, type JsonColumns } from './state-formats.js';

const storedImage = z.object({
  key: z.string(),
  sha256: z.string(),
  byteSize: z.number(),
  mediaType: z.enum(['image/jpeg', 'image/png', 'image/webp']),
  width: z.number(),
  height: z.number(),
});

const outputItem = z.object({
  origin: z.enum(['input', 'generated', 'styled']),
  image: storedImage,
  deliveryImage: storedImage.nullable(),
  promptUsed: z.string(),
  styleKey: z.string().nullable(),
  model: z.string().nullable(),
  text: z.string().nullable(),
  createdAt: z.string(),
});

const failure = z.object({
  code: z.string(),
  retryable: z.boolean(),
  promptIsReason: z.boolean(),
  sentence: z.string(),
});

const status = z.enum([
  'requested',
  'running',
  'produced',
  'delivered',
  'failing',
  'failed',
  'cancelling',
  'cancelled',
]);

/** What of a generation is JSON; its lease and its claims are columns. */
const generation = z.object({
  id: z.string(),
  status,
  requestedBy: z.string(),
  requestedAt: z.string(),
  prompt: z.string(),
  styleKey: z.string().nullable(),
  source: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('none') }),
    z.object({ kind: z.literal('inputs') }),
    z.object({ kind: z.literal('output'), index: z.int().nonnegative() }),
  ]),
  failedTries: z.int().nonnegative(),
  troubleSince: z.string().nullable(),
  retry: z.object({ notBefore: z.string(), failure }).nullable(),
  failure: failure.nullable(),
});

const columns = z.object({
  view: z.enum(['process_view', 'style_view']),
  currentIndex: z.int().nonnegative(),
  inputs: z.array(storedImage),
  outputs: z.array(outputItem),
  notes: z.array(z.string()),
  generation: generation.nullable(),
});

/** What the columns hold for a person or a channel that is not known; they allow no NULL. */
export const UNKNOWN = '';

/** Everything of a row but what the database itself keeps (`id` is the key, `version` the lock). */
export type StateColumns = Omit<InteractionStateEntity, 'id' | 'version'>;

/** The columns that hold `state`, in the newest format. */
export function encodeState(state: InteractionState): StateColumns {
  return {
    format: STATE_FORMAT,
    view: state.view,
    userId: state.userId ?? UNKNOWN,
    guildId: state.guildId,
    channelId: state.channelId ?? UNKNOWN,
    requestMessageId: state.requestMessageId,
    messageId: state.messageId,
    lastClickId: state.lastClickId,
    createdAt: state.createdAt,
    lastUsedAt: state.lastUsedAt,
    originalPrompt: state.originalPrompt,
    currentPrompt: state.currentPrompt,
    currentIndex: state.currentIndex,
    inputs: JSON.stringify(state.inputs),
    outputs: JSON.stringify(state.outputs),
    notes: JSON.stringify(state.notes),
    ...encodeGeneration(state.generation),
    imageBytes: imageBytes(state),
  };
}

/**
 * The state that a row holds, upgraded from whatever format it was written in.
 *
 * @throws AppError `state.unreadable` when the row is damaged or newer than this program.
 */
export function decodeState(row: InteractionStateEntity): InteractionState {
  try {
    const json = upgradeColumns(row.format, parseJsonColumns(row));
    const parsed = columns.parse({ ...json, view: row.view, currentIndex: row.currentIndex });
    if (parsed.currentIndex >= Math.max(parsed.outputs.length, 1)) {
      throw new RangeError(`output ${parsed.currentIndex} of ${parsed.outputs.length}`);
    }
    return {
      id: row.id,
      version: row.version,
      userId: row.userId === UNKNOWN ? null : row.userId,
      guildId: row.guildId,
      channelId: row.channelId === UNKNOWN ? null : row.channelId,
      requestMessageId: row.requestMessageId,
      messageId: row.messageId,
      lastClickId: row.lastClickId,
      createdAt: row.createdAt,
      lastUsedAt: row.lastUsedAt,
      originalPrompt: row.originalPrompt,
      currentPrompt: row.currentPrompt,
      ...parsed,
      generation: parsed.generation && decodeGeneration(parsed.generation, row),
    };
  } catch (cause) {
    throw new AppError({
      code: 'state.unreadable',
      retryable: false,
      sentence:
        row.format > STATE_FORMAT
          ? 'It was stored by a newer version of me.'
          : 'The stored data of this card is damaged.',
      cause,
    });
  }
}

/** Whether {@link decodeState} would give a state. */
export function isReadable(row: InteractionStateEntity): boolean {
  try {
    decodeState(row);
    return true;
  } catch (error) {
    if (error instanceof AppError) return false;
    throw error;
  }
}

type GenerationColumns = Pick<
  StateColumns,
  'generation' | 'underWay' | 'leaseOwner' | 'leaseSince' | 'leaseUntil' | 'claims'
>;

function encodeGeneration(made: Generation | null): GenerationColumns {
  const { lease = null, claims = 0, ...json } = made ?? {};
  return {
    generation: made === null ? null : JSON.stringify(json),
    underWay: isUnderWay(made) ? (made?.status ?? null) : null,
    leaseOwner: lease?.owner ?? null,
    leaseSince: lease?.since ?? null,
    leaseUntil: lease?.until ?? null,
    claims: claims === 0 ? null : claims,
  };
}

function decodeGeneration(
  json: z.output<typeof generation>,
  { underWay, leaseOwner: owner, leaseSince: since, leaseUntil: until, claims }: GenerationColumns,
): Generation {
  const isLeased = owner !== null && since !== null && until !== null;
  return {
    ...json,
    status: underWay === null ? json.status : status.parse(underWay),
    lease: isLeased ? { owner, since, until } : null,
    claims: claims ?? 0,
  };
}

function parseJsonColumns(row: InteractionStateEntity): JsonColumns {
  return {
    inputs: JSON.parse(row.inputs),
    outputs: JSON.parse(row.outputs),
    notes: JSON.parse(row.notes),
    generation: row.generation === null ? null : JSON.parse(row.generation),
  };
}

function imageBytes(state: InteractionState): number {
  const images = new Map(state.inputs.map((image) => [image.key, image.byteSize]));
  for (const { image, deliveryImage } of state.outputs) {
    images.set(image.key, image.byteSize);
    if (deliveryImage) images.set(deliveryImage.key, deliveryImage.byteSize);
  }
  return [...images.values()].reduce((sum, bytes) => sum + bytes, 0);
}
