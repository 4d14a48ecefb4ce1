import { z } from 'zod';

import { generationSource } from './generation-source.js';
import { settings } from './settings.js';
import { snowflake, time } from './values.js';

/** Why a generation failed, or why an attempt is repeated. */
const generationFailure = z
  .object({
    code: z.string(),
    /** Whether the same request can succeed later. */
    retryable: z.boolean(),
    /** Whether another prompt can help. */
    promptIsReason: z.boolean(),
    /** One sentence for the person. */
    userMessage: z.string(),
  })
  .readonly();

export type GenerationFailure = z.output<typeof generationFailure>;

/** A worker's exclusive right to run a generation. */
const generationLease = z
  .object({
    /** Unique for each attempt. */
    owner: z.string(),
    since: time,
    /** The owner extends it while it works. */
    until: time,
  })
  .readonly();

export type GenerationLease = z.output<typeof generationLease>;

/** Why the model is asked again, and when. */
const generationRetry = z.object({ notBefore: time, failure: generationFailure }).readonly();

export type GenerationRetry = z.output<typeof generationRetry>;

/**
 * The status of a generation. It usually goes `requested → running → produced → delivered`. An
 * attempt that can be repeated goes from `running` back to `requested`. A failure goes
 * `failing → failed`, a cancellation goes `cancelling → cancelled`. The last step always means that
 * the card shows the outcome.
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
 * One confirmed request of a picture from an image model. It stays in the state when it is
 * finished, so that the card can show its outcome.
 */
export const generation = z
  .object({
    id: z.string(),
    status: generationStatus,
    requestedBy: snowflake,
    requestedAt: time,
    /** The complete wording for the model. */
    prompt: z.string(),
    /** The person's own words in it, empty without; null for a generation of an older version. */
    ownPrompt: z.string().nullable().default(null),
    styleKey: z.string().nullable(),
    source: generationSource,
    /** Whether the model is sent the turns that led to the output that it starts from. */
    goesOn: z.boolean().default(false),
    /** The settings at the time of the request. Later changes on the card have no effect on it. */
    settings: settings.prefault({}),
    /** Null unless `running`. */
    lease: generationLease.nullable().default(null),
    /**
     * Which of the person's places for requests that wait or run it takes; null: none, because it
     * is over, or nobody counts them.
     */
    place: z.int().nonnegative().nullable().default(null),
    /** How many of the pictures that it asks for were stored. */
    made: z.int().nonnegative().default(0),
    /** Why some of them will not come: one failure for each, or one for all that were left. */
    lost: z.array(generationFailure).readonly().default([]),
    /**
     * How many attempts for the next picture were started, including those that a kill interrupted.
     */
    attempts: z.int().nonnegative().default(0),
    /** How many attempts failed in a way that allows another attempt. */
    failures: z.int().nonnegative(),
    /** When the first of these failures happened; null without one. */
    firstFailureAt: time.nullable(),
    /** Set while it is `requested` again after a failed attempt. */
    retry: generationRetry.nullable(),
    /** Who cancelled it; null: nobody did, or the card was deleted. */
    cancelledBy: snowflake.nullable().default(null),
    /** Null unless `failing` or `failed`. */
    failure: generationFailure.nullable(),
  })
  .readonly();

export type Generation = z.output<typeof generation>;

/** Who requests a generation, when, and under which id. */
export type GenerationTicket = Pick<Generation, 'id' | 'requestedBy' | 'requestedAt'>;

const FINAL: ReadonlySet<GenerationStatus> = new Set(['delivered', 'failed', 'cancelled']);

/** Whether a generation has no outcome yet, or one that the card does not show yet. */
export function isActive(made: Generation | null): boolean {
  return made !== null && !FINAL.has(made.status);
}

/** Whether a generation waits for the model or is running. It can then be cancelled. */
export function isWaiting(made: Generation | null): boolean {
  return made?.status === 'requested' || made?.status === 'running';
}

/** The generation that waits in one of its person's places. */
export function atPlace(waiting: Generation, place: number): Generation {
  return { ...waiting, place };
}

/** Whether a generation has an outcome that the card does not show yet. */
export function isOutcomeDue(made: Generation | null): boolean {
  return isActive(made) && !isWaiting(made);
}
