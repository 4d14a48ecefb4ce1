import type { Channel, Person } from '../../protocol.js';
import { guildOf, nameOf, type World } from '../state/world.js';

/** A name that the person is typing: the position of its `@`, and the text after it. */
export interface MentionQuery {
  readonly start: number;
  readonly typed: string;
}

/** The unfinished mention at the caret, if any. */
export function mentionAt(text: string, caret: number): MentionQuery | null {
  const found = /(?:^|\s)@([^@\n]{0,32})$/.exec(text.slice(0, caret));
  const typed = found?.[1];
  return typed === undefined ? null : { start: caret - typed.length - 1, typed };
}

/**
 * The people in a channel whose name begins with the typed text, the bot first. Empty when the name
 * is complete, so that Enter sends.
 */
export function mentionable(world: World, channel: Channel | undefined, typed: string): Person[] {
  const memberIds = guildOf(world, channel)?.memberIds;
  const wanted = typed.toLowerCase();
  const found = world.people
    .filter(({ user }) => memberIds?.includes(user.id) ?? true)
    .filter(({ user }) => {
      return [nameOf(world, user.id), user.username].some((name) => {
        return name.toLowerCase().startsWith(wanted);
      });
    })
    .toSorted((one, other) => Number(other.user.bot ?? false) - Number(one.user.bot ?? false));
  const [only] = found;
  const isComplete =
    found.length === 1 && only && nameOf(world, only.user.id).toLowerCase() === wanted;
  return isComplete ? [] : found;
}

/** The text with names after `@` replaced with `<@id>`, as Discord's clients send them. */
export function withMentions(text: string, world: World): string {
  const names = world.people
    .flatMap(({ user }) => [nameOf(world, user.id), user.username].map((name) => [name, user.id]))
    .toSorted(([one = ''], [other = '']) => other.length - one.length);
  return names.reduce((sent, [name = '', id = '']) => {
    return sent.replaceAll(mentionPattern(name), `<@${id}>`);
  }, text);
}

function mentionPattern(name: string): RegExp {
  const literal = name.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
  return new RegExp(`(?<![\\w<])@${literal}(?!\\w)`, 'gi');
}
