/* What people read in their history. */

/** What stands on the buttons of a history. */
export const HISTORY_BUTTONS = {
  newer: { label: 'Newer', emoji: { name: '⬅️' } },
  older: { label: 'Older', emoji: { name: '➡️' } },
  keptOnly: { label: '⭐ only' },
  search: { label: 'Search', emoji: { name: '🔎' } },
  everything: { label: 'Everything' },
  back: { label: 'Back', emoji: { name: '⬅️' } },
  post: { label: 'Post here', emoji: { name: '📌' } },
  open: { label: 'Open' },
  download: { label: 'Download', emoji: { name: '⬇️' } },
} as const;

export const HISTORY_PLACEHOLDER = 'Post, open or download one…';

/** What is above the pages. */
export const HISTORY = '**Your history**';
export const KEPT_ONLY = HISTORY_BUTTONS.keptOnly.label;

export function searchedFor(text: string): string {
  return `“${text}”`;
}

export const NOTHING_YET = 'Nothing yet: mention me with a prompt or pictures.';
export const NOTHING_OF_THAT_KIND = 'Nothing found.';

export const SPOILER_WORD = 'spoiler';
export const IN_DIRECT_MESSAGE = 'in a direct message';

export function inChannel(channelId: string | null): string {
  return `in <#${channelId}>`;
}

/** @param shortId names the interaction. */
export function howToShow(shortId: string): string {
  return `\`/show id:${shortId}\` brings it to where you are.`;
}

export const SEARCH_MODAL = {
  title: 'Search in your prompts',
  label: 'Words (empty: everything)',
} as const;
