import type { ShownMessage } from '../../protocol.js';
import type { BotEvent, World } from '../state/world.js';

/** An entry in a channel: a message, an event of the bot's process, or a new day. */
export type TimelineItem =
  | { readonly kind: 'message'; readonly shown: ShownMessage; readonly isContinued: boolean }
  | { readonly kind: 'event'; readonly event: BotEvent }
  | { readonly kind: 'day'; readonly at: number };

/** After this time, the next message of the same author shows the name again, as in Discord. */
const CONTINUED_MS = 7 * 60_000;

/**
 * The entries of a channel, oldest first. It includes events of the bot's process only since the
 * bot's messages.
 */
export function timeline(world: World, channelId: string): TimelineItem[] {
  const messages = world.messages[channelId] ?? [];
  const first = messages[0];
  const begin = first === undefined ? Number.NEGATIVE_INFINITY : momentOf(first);
  let events = world.botEvents.filter(({ at }) => at >= begin);
  const items: TimelineItem[] = [];
  let before: ShownMessage | null = null;
  for (const shown of messages) {
    const at = momentOf(shown);
    const past = events.filter((event) => event.at < at);
    if (past.length > 0) {
      items.push(...past.map((event) => ({ kind: 'event', event }) as const));
      events = events.slice(past.length);
      before = null;
    }
    if (before === null ? items.length === 0 : isOtherDay(momentOf(before), at)) {
      items.push({ kind: 'day', at });
      before = null;
    }
    items.push({ kind: 'message', shown, isContinued: continues(before, shown) });
    before = shown;
  }
  return [...items, ...events.map((event) => ({ kind: 'event', event }) as const)];
}

function continues(before: ShownMessage | null, { message, onlyFor }: ShownMessage): boolean {
  return (
    before !== null &&
    onlyFor === null &&
    before.onlyFor === null &&
    before.message.author.id === message.author.id &&
    message.message_reference === undefined &&
    message.interaction_metadata === undefined &&
    Date.parse(message.timestamp) - momentOf(before) < CONTINUED_MS
  );
}

function momentOf({ message }: ShownMessage): number {
  return Date.parse(message.timestamp);
}

function isOtherDay(one: number, other: number): boolean {
  return new Date(one).toDateString() !== new Date(other).toDateString();
}
