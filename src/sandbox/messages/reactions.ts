import type { Message, Reaction } from '../world/entities.js';
import type { World } from '../world/world.js';

/** An emoji in a route's path: a Unicode emoji, or `name:id` for a guild's own. */
export function parseEmoji(text: string): Reaction['emoji'] | undefined {
  const custom = /^(?:a:)?(\w+):(\d+)$/.exec(text);
  if (custom !== null) {
    return { id: custom[2] ?? null, name: custom[1] ?? '' };
  }
  const isPictograph = /\p{Extended_Pictographic}|\p{Regional_Indicator}|\u20e3/u.test(text);
  return isPictograph ? { id: null, name: text } : undefined;
}

function find(message: Message, emoji: Reaction['emoji']): Reaction | undefined {
  return message.reactions.find(
    (reaction) => reaction.emoji.id === emoji.id && reaction.emoji.name === emoji.name,
  );
}

/** Adds a reaction and emits an event; an existing reaction stays unchanged. */
export function addReaction(
  world: World,
  message: Message,
  userId: string,
  emoji: Reaction['emoji'],
): void {
  const existing = find(message, emoji);
  if (existing?.userIds.has(userId) === true) {
    return;
  }
  if (existing === undefined) {
    message.reactions.push({ emoji, userIds: new Set([userId]) });
  } else {
    existing.userIds.add(userId);
  }
  world.events.emit({ kind: 'reactionAdd', message, userId, emoji });
}

/** Removes a reaction and emits an event. Returns whether it existed. */
export function removeReaction(
  world: World,
  message: Message,
  userId: string,
  emoji: Reaction['emoji'],
): boolean {
  const existing = find(message, emoji);
  if (existing?.userIds.delete(userId) !== true) {
    return false;
  }
  if (existing.userIds.size === 0) {
    message.reactions.splice(message.reactions.indexOf(existing), 1);
  }
  world.events.emit({ kind: 'reactionRemove', message, userId, emoji });
  return true;
}
