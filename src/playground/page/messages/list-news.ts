import type { ShownMessage } from '../../protocol.js';
import type { PageState } from '../state/page-state.js';
import { byAge } from '../state/world.js';

/** What has changed in the open channel. */
export interface ListNews {
  /** Whether the person has written, or has got the answer to a command of theirs. */
  readonly isOwnDoing: boolean;
  /** Messages of others that are new, or that their authors have changed. */
  readonly byOthers: readonly ShownMessage[];
}

const NOTHING: ListNews = { isOwnDoing: false, byOthers: [] };

/** What has changed between two states of one channel that the same person has open. */
export function newsBetween(before: PageState, { world, screen }: PageState): ListNews {
  const channelId = screen.channelId ?? '';
  const messages = world?.messages[channelId] ?? [];
  const known = before.world?.messages[channelId] ?? [];
  if (messages === known || world === null) return NOTHING;
  const newest = known.at(-1)?.message.id ?? '0';
  // Loaded messages from before are no news.
  const created = messages.filter(({ message }) => byAge(message.id, newest) > 0);
  const editedAt = new Map(known.map(({ message }) => [message.id, message.edited_timestamp]));
  const edited = messages.filter(({ message: { id, edited_timestamp: at } }) => {
    return editedAt.has(id) && editedAt.get(id) !== at;
  });
  const isYours = ({ message }: ShownMessage): boolean => message.author.id === world.you;
  const isOwnDoing = created.some((shown) => {
    return isYours(shown) || shown.message.interaction_metadata?.user.id === world.you;
  });
  return { isOwnDoing, byOthers: [...created, ...edited].filter((shown) => !isYours(shown)) };
}

/** Whether two states show the same channel to the same person. */
export function isSamePlace(one: PageState, other: PageState): boolean {
  return one.screen.channelId === other.screen.channelId && one.world?.you === other.world?.you;
}
