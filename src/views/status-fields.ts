import type { APIEmbedField } from 'discord-api-types/v10';

import type { GenerationProgress } from '../interactions/generation-progress.js';
import type { Generation, GenerationFailure } from '../interactions/generation.js';
import { isBlank } from '../interactions/prompt.js';
import { FIELD_VALUE_MAX } from './embed-limits.js';
import { plainNote, plainText } from './plain-text.js';

/**
 * What a card says about its generation: waiting for confirmation, in the queue, waiting for a
 * retry, running, or why there is no picture. Discord keeps the times in it up to date.
 */
export function statusField(
  generation: Generation | null,
  progress: GenerationProgress | null,
): APIEmbedField {
  switch (generation?.status) {
    case 'requested':
      return { name: 'Status', value: waiting(generation, progress) };
    case 'running':
      return { name: 'Status', value: running(generation) };
    case 'failing':
    case 'failed':
      return { name: '⚠️ No picture this time', value: explained(generation.failure) };
    case 'cancelling':
    case 'cancelled':
      return { name: 'Status', value: '🛑 Cancelled' };
    case 'produced':
    case 'delivered':
    case undefined:
      return { name: 'Status', value: '⏳ Waiting for confirmation' };
  }
}

const MAKING = '🍌 Making your picture…';

function waiting({ retry, failures }: Generation, progress: GenerationProgress | null): string {
  if (progress?.kind === 'breaker_open')
    return `⏳ The image model is not answering; I ask it again ${relative(progress.untilMs)}`;
  if (progress?.kind === 'waiting') return inQueue(progress);
  if (retry === null) return MAKING;
  const again = relative(Date.parse(retry.notBefore));
  return `🔁 ${plainText(retry.failure.userMessage)} Trying again ${again} (attempt ${failures + 1})`;
}

function inQueue({ before, startsAtMs }: Extract<GenerationProgress, { kind: 'waiting' }>): string {
  const when = startsAtMs === null ? '' : `; it starts about ${relative(startsAtMs)}`;
  return `⏳ ${placeIn(before)}${when}`;
}

function placeIn(before: number): string {
  if (before === 0) return 'Yours is the next picture';
  return before === 1 ? 'One picture comes before yours' : `${before} pictures come before yours`;
}

function running({ lease, failures }: Generation): string {
  const since = lease === null ? '' : ` begun ${relative(Date.parse(lease.since))}`;
  return failures === 0 ? `${MAKING}${since}` : `${MAKING}${since} (attempt ${failures + 1})`;
}

const NO_REASON = 'I do not know why.';

function explained(failure: GenerationFailure | null): string {
  const why =
    failure === null || isBlank(failure.userMessage) ? NO_REASON : plainText(failure.userMessage);
  if (failure?.promptIsReason === true) return `${why} Other words may help: **Edit Prompt**.`;
  return failure?.retryable === true ? `${why} You can **Try again**.` : why;
}

/** Discord shows it as "in 20 seconds" or "2 minutes ago", in the reader's language. */
function relative(ms: number): string {
  return `<t:${Math.floor(ms / 1000)}:R>`;
}

/** A field with a text that is not the bot's own; no field where nobody would see anything of it. */
export function plainField(
  name: string,
  text: string | null,
  look: Pick<APIEmbedField, 'inline'> = {},
): APIEmbedField[] {
  return text === null || isBlank(text) ? [] : [{ name, value: plainText(text), ...look }];
}

/** More note fields would leave no room for the prompt. */
const MAX_NOTE_FIELDS = 2;

/** One line for each picture that was left out of the request, in as few fields as possible. */
export function noteFields(notes: readonly string[]): APIEmbedField[] {
  const values: string[] = [];
  for (const note of notes.filter((each) => !isBlank(each)).map(plainNote)) {
    const joined = [...values.slice(-1), note].join('\n');
    const hasRoom = joined.length <= FIELD_VALUE_MAX || values.length === MAX_NOTE_FIELDS;
    values.splice(hasRoom ? -1 : values.length, 1, hasRoom ? joined : note);
  }
  return values.map((value, n) => ({ name: n === 0 ? 'Please note' : '…', value }));
}
