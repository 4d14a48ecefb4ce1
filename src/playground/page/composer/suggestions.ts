import type { Channel } from '../../protocol.js';
import { nameOf, type World } from '../state/world.js';
import { slashCommands, type PickableCommand } from './commands.js';
import { mentionable, mentionAt } from './mentions.js';

/** Something that completes what is being typed. */
export type Suggestion =
  | { readonly kind: 'command'; readonly command: PickableCommand }
  | {
      readonly kind: 'person';
      readonly userId: string;
      readonly name: string;
      /** Where the `@` stands that it completes. */
      readonly start: number;
    };

/** Suggestions are a list to glance at. */
const MAX_SUGGESTIONS = 8;

/** What completes the text at the caret: commands behind `/`, people behind `@`. */
export function suggestionsFor(
  world: World,
  channel: Channel | undefined,
  text: string,
  caret: number,
): readonly Suggestion[] {
  if (text.startsWith('/') && !text.includes('\n')) {
    return slashCommands(world, channel, text.slice(1))
      .map((command) => ({ kind: 'command', command }) as const)
      .slice(0, MAX_SUGGESTIONS);
  }
  const query = mentionAt(text, caret);
  if (query === null) return [];
  return mentionable(world, channel, query.typed)
    .map(({ user }) => {
      const name = nameOf(world, user.id);
      return { kind: 'person', userId: user.id, name, start: query.start } as const;
    })
    .slice(0, MAX_SUGGESTIONS);
}
