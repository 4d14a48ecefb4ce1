import { NEWEST, type HistoryChoice, type HistoryPlace } from '../interactions/history.js';
import { INTERACTION_ID_PATTERN } from '../interactions/interaction-id.js';

/**
 * The longest text to search for: with everything else, a custom id has at most 97
 * of 100 characters.
 */
export const SEARCH_MAX = 32;

/** The components that show a page, or begin from one. */
export type HistoryPageName = 'history_page' | 'history_choose' | 'history_search';

/** The components that concern one interaction. */
export type HistoryEntryName = 'history_post' | 'history_download';

/** A page of somebody's history. */
export interface HistoryRequest extends HistoryChoice {
  readonly place: HistoryPlace;
}

const PLACE = `(?:[on][0-9a-z]{1,9}\\.${INTERACTION_ID_PATTERN})?`;
const PAGE = new RegExp(`^history_[a-z]+:([ak]):(${PLACE}):(.{0,${SEARCH_MAX}})$`, 'su');
const ENTRY = new RegExp(`^history_[a-z]+:(${INTERACTION_ID_PATTERN})$`);

/** Whether a component or modal belongs to a history and not to a card. */
export function isHistoryId(customId: string): boolean {
  return customId.startsWith('history_');
}

/**
 * The custom id of a component; it carries all that its page needs, so it works after a restart.
 */
export function historyPageId(
  name: HistoryPageName,
  { isKept, text, place }: HistoryRequest,
): string {
  return `${name}:${isKept ? 'k' : 'a'}:${placeText(place)}:${text}`;
}

export function historyPagePattern(name: HistoryPageName): RegExp {
  return new RegExp(`^${name}:`);
}

/** The page that a custom id names; the newest one of all where nobody can tell. */
export function parseHistoryPageId(customId: string): HistoryRequest {
  const [, kept, place = '', text = ''] = PAGE.exec(customId) ?? [];
  return { isKept: kept === 'k', text, place: parsePlace(place) };
}

export function historyEntryId(name: HistoryEntryName, interactionId: string): string {
  return `${name}:${interactionId}`;
}

export function historyEntryPattern(name: HistoryEntryName): RegExp {
  return new RegExp(`^${name}:${INTERACTION_ID_PATTERN}$`);
}

/** The interaction that the custom id of {@link historyEntryId} names. */
export function parseHistoryEntryId(customId: string): string {
  return ENTRY.exec(customId)?.[1] ?? '';
}

/** A text to search for, as it fits into a custom id. */
export function searchText(text: string): string {
  const short = text.replaceAll(/\s+/g, ' ').trim().slice(0, SEARCH_MAX);
  return short.replace(/[\uD800-\uDBFF]$/, '').trim();
}

function placeText({ direction, from }: HistoryPlace): string {
  if (from === null) return '';
  return `${direction === 'older' ? 'o' : 'n'}${Date.parse(from.createdAt).toString(36)}.${from.id}`;
}

function parsePlace(text: string): HistoryPlace {
  const [time = '', id] = text.slice(1).split('.', 2);
  if (id === undefined) return NEWEST;
  const createdAt = new Date(Number.parseInt(time, 36)).toISOString();
  return { direction: text.startsWith('o') ? 'older' : 'newer', from: { createdAt, id } };
}
