import { AppError } from '../platform/app-error.js';
import { DOCUMENT_FORMAT, upgradeDocument } from '../interactions/document-formats.js';
import { isActive, isWaiting, type Generation } from '../interactions/generation.js';
import { imagesOf } from '../interactions/images-of.js';
import { interactionState, type InteractionState } from '../interactions/interaction-state.js';
import { isUnconfirmed } from '../interactions/unconfirmed.js';
import type { InteractionEntity } from './interaction.entity.js';

/** The row of `state`, in the newest format. */
export function encodeRow(state: InteractionState): InteractionEntity {
  // Values in columns can change without the document, so they are not stored in it.
  const { version, generation, keptBy, ...document } = state;
  const { lease = null, attempts = 0, ...rest } = generation ?? {};
  return {
    id: state.id,
    version,
    format: DOCUMENT_FORMAT,
    document: JSON.stringify({ ...document, generation: generation && rest }),
    guildId: state.guildId,
    // No route of that channel reaches such a card, so what becomes of the channel does
    // not concern it.
    channelId: state.reach === 'token' ? null : state.channelId,
    requestMessageId: state.requestMessageId,
    messageId: state.messageId,
    lastUsedDay: firstInstantOfDay(state.lastUsedAt),
    lastUsedAt: state.lastUsedAt,
    activeStatus: isActive(generation) ? (generation?.status ?? null) : null,
    leaseOwner: lease?.owner ?? null,
    leaseSince: lease?.since ?? null,
    leaseUntil: lease?.until ?? null,
    // Claims alone set them; see `interaction-statements.ts`.
    personSlot: null,
    waitingPerson: null,
    waitingSince: null,
    waitingUntil: null,
    waitingPlace: placeOf(generation),
    previewVersion: isUnconfirmed(state) ? version : null,
    attempts,
    deletedAt: state.deletedAt,
    keptBy,
    imageBytes: imagesOf(state).reduce((sum, { byteSize }) => sum + byteSize, 0),
    userId: state.userId,
    createdAt: state.createdAt,
  };
}

/** The place of a generation that waits or runs, in its column. */
function placeOf(generation: Generation | null): string | null {
  if (generation === null || generation.place === null || !isWaiting(generation)) return null;
  return waitingPlace(generation.requestedBy, generation.place);
}

/** A person's place as its column names it. */
export function waitingPlace(personId: string, place: number): string {
  return `${personId}:${place}`;
}

/** @param time ISO 8601 in UTC, as is the result. */
export function firstInstantOfDay(time: string): string {
  return `${time.slice(0, 10)}T00:00:00.000Z`;
}

/**
 * The state in a row, upgraded from the format of the row.
 *
 * @throws AppError `state.unreadable` when the row is damaged or newer than this program.
 */
export function decodeRow(row: InteractionEntity): InteractionState {
  try {
    const document = upgradeDocument(row.format, JSON.parse(row.document));
    return interactionState.parse(withColumns(document, row));
  } catch (cause) {
    throw new AppError({
      code: 'state.unreadable',
      retryable: false,
      userMessage:
        row.format > DOCUMENT_FORMAT
          ? 'It was stored by a newer version of me.'
          : 'The stored data of this card is damaged.',
      cause,
    });
  }
}

/** Whether {@link decodeRow} would return a state. */
export function isReadable(row: InteractionEntity): boolean {
  try {
    decodeRow(row);
    return true;
  } catch (error) {
    if (error instanceof AppError) return false;
    throw error;
  }
}

/** Adds the values of columns to the document; the schema then checks everything. */
function withColumns(document: unknown, row: InteractionEntity): unknown {
  if (typeof document !== 'object' || document === null) return document;
  const columns = { id: row.id, version: row.version, keptBy: row.keptBy };
  const generation = 'generation' in document ? document.generation : null;
  if (typeof generation !== 'object' || generation === null) return { ...document, ...columns };
  const { leaseOwner: owner, leaseSince: since, leaseUntil: until, attempts, activeStatus } = row;
  const lease = owner !== null && since !== null && until !== null ? { owner, since, until } : null;
  const status = activeStatus === null ? {} : { status: activeStatus };
  return { ...document, ...columns, generation: { ...generation, ...status, lease, attempts } };
}
