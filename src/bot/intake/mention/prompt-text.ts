import { promptIn } from '../../../interactions/prompt.js';

/** Who and what a message's tokens stand for, by id. */
export interface MentionNames {
  /** Ids of the bot user and of its own role. */
  readonly bot: ReadonlySet<string>;
  readonly users: ReadonlyMap<string, string>;
  readonly roles: ReadonlyMap<string, string>;
  readonly channels: ReadonlyMap<string, string>;
}

/** Tokens of https://discord.com/developers/docs/reference#message-formatting-formats */
const TOKEN = /<(@!?|@&|#)(\d+)>( ?)/g;

/** A server's own emoji, which a model knows nothing of but its name. */
const CUSTOM_EMOJI = /<a?:(\w+):\d+>/g;

/**
 * The prompt in a message's content: the bot's own mentions are taken out, other mentions and
 * custom emoji become the names they show, and all else stays as typed but for space at either end.
 */
export function promptText(content: string, names: MentionNames): string {
  const replaced = content.replaceAll(
    TOKEN,
    (token: string, kind: string, id: string, space: string) => {
      if (kind !== '#' && names.bot.has(id)) return '';
      const name = nameOf(kind, id, names);
      return name === undefined ? token : name + space;
    },
  );
  return promptIn(replaced.replaceAll(CUSTOM_EMOJI, '$1'));
}

function nameOf(kind: string, id: string, names: MentionNames): string | undefined {
  const [prefix, known] =
    kind === '#' ? ['#', names.channels] : kind === '@&' ? ['@', names.roles] : ['@', names.users];
  const name = known.get(id);
  return name === undefined ? undefined : prefix + name;
}
