import { z } from 'zod';

import { settings } from './settings.js';
import { snowflake, time } from './values.js';

/** Which pictures a generation works from. */
const generationSource = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('none') }).readonly(),
  z.object({ kind: z.literal('inputs') }).readonly(),
  z.object({ kind: z.literal('output'), index: z.int().nonnegative() }).readonly(),
]);

export type GenerationSource = z.output<typeof generationSource>;

/** Why a generation ended without a picture, or why an attempt has to be repeated. */
const generationFailure = z
  .object({
    code: z.string(),
    /** Whether the same request, asked again, can succeed. */
    retryable: z.boolean(),
    /** Whether another prompt can help. */
    promptIsReason: z.boolean(),
    /** One sentence for the person. */
    userMessage: z.string(),
  })
  .readonly();

export type GenerationFailure = z.output<typeof generationFailure>;

/** A worker's right to run a generation: since when, and until when no other worker may. */
const generationLease = z
  .object({
    /** Another one at every start of a process. */
    owner: z.string(),
    since: time,
    /** The owner moves it on while it works. */
    until: time,
  })
  .readonly();

export type GenerationLease = z.output<typeof generationLease>;

/** Why the model has to be asked again, and when. */
const generationRetry = z.object({ notBefore: time, failure: generationFailure }).readonly();

export type GenerationRetry = z.output<typeof generationRetry>;

/**
 * Where a generation is. `requested → running → produced → delivered` is the usual way. An attempt
 * that may be repeated leads from `running` back to `requested`. Without a picture it ends as
 * `failing → failed`, and when a person cancels it, as `cancelling → cancelled`. The last step of
 * each way is that the card shows the outcome.
 */
export const generationStatus = z.enum([
  'requested',
  'running',
  'produced',
  'delivered',
  'failing',
  'failed',
  'cancelling',
  'cancelled',
]);

export type GenerationStatus = z.output<typeof generationStatus>;

/**
 * One confirmed request of a picture from an image model. It stays in the state after its end, so
 * that the card can say how it ended.
 */
export const generation = z
  .object({
    id: z.string(),
    status: generationStatus,
    requestedBy: snowflake,
    requestedAt: time,
    /** The complete wording for the model. */
    prompt: z.string(),
    styleKey: z.string().nullable(),
    source: generationSource,
    /** The settings at the moment of the request; later changes on the card do not count. */
    settings: settings.prefault({}),
    /** Null unless `running`. */
    lease: generationLease.nullable().default(null),
    /** How many attempts began, those included that a kill interrupted. */
    attempts: z.int().nonnegative().default(0),
    /** How many attempts the model answered with a failure that allows another one. */
    failures: z.int().nonnegative(),
    /** When the first such failure came; null before that. */
    firstFailureAt: time.nullable(),
    /** Set while it is `requested` again after a failed attempt. */
    retry: generationRetry.nullable(),
    /** Null unless `failing` or `failed`. */
    failure: generationFailure.nullable(),
  })
  .readonly();

export type Generation = z.output<typeof generation>;

/** Who asks for a generation, when, and under which id. */
export type GenerationTicket = Pick<Generation, 'id' | 'requestedBy' | 'requestedAt'>;

const FINAL: ReadonlySet<GenerationStatus> = new Set(['delivered', 'failed', 'cancelled']);

/** Whether the outcome of a generation is still to come, or still to be shown. */
export function isActive(made: Generation | null): boolean {
  return made !== null && !FINAL.has(made.status);
}

/** Whether a generation waits for the model or is with it; it can be cancelled then. */
export function isWaiting(made: Generation | null): boolean {
  return made?.status === 'requested' || made?.status === 'running';
}

/** Whether all that is left to do is to show the outcome. */
export function isOutcomeDue(made: Generation | null): boolean {
  return isActive(made) && !isWaiting(made);
}
