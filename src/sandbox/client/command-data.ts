import { ApplicationCommandOptionType } from 'discord-api-types/v10';
import type {
  APIApplicationCommandBasicOption,
  APIApplicationCommandOption,
} from 'discord-api-types/v10';
import { InputRefused } from './input-refused.js';
import { optionValue } from './option-value.js';
import type { CommandOption } from './option-value.js';
import type { ResolvedData } from './resolved-data.js';

/** What a person puts into a command, by the names of its options. */
export type CommandOptions = Readonly<Record<string, CommandOption>>;

type Definitions = readonly APIApplicationCommandOption[];

const { Subcommand, SubcommandGroup } = ApplicationCommandOptionType;

/** The options below the subcommand that a path names, each wrapped as Discord nests them. */
function nested(
  definitions: Definitions,
  [next, ...rest]: readonly string[],
  leaves: (definitions: Definitions) => object[],
): object[] {
  if (next === undefined) return leaves(definitions);
  const inner = definitions.find(({ name }) => name === next);
  if (inner?.type !== Subcommand && inner?.type !== SubcommandGroup)
    throw new InputRefused(`There is no subcommand "${next}".`);
  const { type, options = [] } = inner;
  return [{ name: next, type, options: nested(options, rest, leaves) }];
}

function basic(definitions: Definitions): readonly APIApplicationCommandBasicOption[] {
  return definitions.map((definition) => {
    if (definition.type === Subcommand || definition.type === SubcommandGroup)
      throw new InputRefused(`Choose a subcommand, for example "${definition.name}".`);
    return definition;
  });
}

function found(definitions: readonly APIApplicationCommandBasicOption[], name: string) {
  const definition = definitions.find((candidate) => candidate.name === name);
  if (definition !== undefined) return definition;
  const known = definitions.map((candidate) => candidate.name).join(', ') || 'none';
  throw new InputRefused(`This command has no option "${name}", only: ${known}.`);
}

/**
 * The options of a command that is sent off. Throws {@link InputRefused} for what Discord's own
 * client would not send: an unknown option, a missing one, a value that the option does not take.
 *
 * @param path the names of subcommand group and subcommand
 */
export function sentOptions(
  definitions: Definitions,
  path: readonly string[],
  options: CommandOptions,
  resolved: ResolvedData,
): object[] {
  return nested(definitions, path, (all) => {
    const known = basic(all);
    const missing = known.find(({ name, required }) => required && options[name] === undefined);
    if (missing !== undefined) throw new InputRefused(`"${missing.name}" must be filled in.`);
    return Object.entries(options).map(([name, given]) => {
      const definition = found(known, name);
      return { name, type: definition.type, value: optionValue(definition, given, resolved) };
    });
  });
}

/**
 * The options of a command that is still being written: as they are, valid or not, and without
 * files. Throws {@link InputRefused} for an option without completion.
 *
 * @param focused the option in which the person types
 */
export function typedOptions(
  definitions: Definitions,
  path: readonly string[],
  options: CommandOptions,
  focused: string,
): object[] {
  return nested(definitions, path, (all) => {
    const known = basic(all);
    const inFocus = found(known, focused);
    if (!('autocomplete' in inFocus) || !inFocus.autocomplete)
      throw new InputRefused(`"${focused}" has no completion.`);
    return Object.entries({ [focused]: '', ...options }).flatMap(([name, value]) => {
      if (typeof value === 'object') return [];
      const { type } = found(known, name);
      // What is being typed is a text, be it of an option for numbers.
      const isFocused = name === focused;
      return [
        {
          name,
          type,
          value: isFocused ? String(value) : value,
          ...(isFocused && { focused: true }),
        },
      ];
    });
  });
}
