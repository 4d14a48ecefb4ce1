import type { Channel } from '../../protocol.js';
import { nameOf, type World } from '../state/world.js';
import { slashCommands, type PickableCommand } from './commands.js';
import { mentionable, mentionAt } from './mentions.js';

/** A completion of the text that the person is typing. */
export type Suggestion =
  | { readonly kind: 'command'; readonly command: PickableCommand }
  | {
      readonly kind: 'person';
      readonly userId: string;
      readonly name: string;
      /** The position of the `@` that it completes. */
      readonly start: number;
    };

/** A short list that is quick to read. */
const MAX_SUGGESTIONS = 8;

/** The completions at the caret: commands after `/`, people after `@`. */
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
