import { ApplicationCommandOptionType } from 'discord-api-types/v10';
import type { APIApplicationCommandBasicOption } from 'discord-api-types/v10';
import type { UploadedFile } from '../cdn/attachments.js';
import { InputRefused } from './input-refused.js';
import type { ResolvedData } from './resolved-data.js';

/**
 * What a person puts into an option of a command: members, channels and roles by name or id, a file
 * for an attachment.
 */
export type CommandOption = string | number | boolean | UploadedFile;

/** What an option holds on the wire. */
export type OptionValue = string | number | boolean;

const Type = ApplicationCommandOptionType;

/**
 * The value of an option. Throws {@link InputRefused} for what Discord's own client would not send.
 *
 * @param resolved takes in what the value names by its id
 */
export function optionValue(
  definition: APIApplicationCommandBasicOption,
  given: CommandOption,
  resolved: ResolvedData,
): OptionValue {
  const { name } = definition;
  switch (definition.type) {
    case Type.String: {
      const { min_length: least = 0, max_length: most = 6000 } = definition;
      const text = textOf(name, given);
      if (text.length < least || text.length > most)
        throw new InputRefused(`"${name}" takes ${least} to ${most} characters.`);
      return oneOf(definition, text);
    }
    case Type.Integer:
    case Type.Number:
      return oneOf(definition, numberOf(definition, given));
    case Type.Boolean:
      if (typeof given !== 'boolean') throw new InputRefused(`"${name}" takes true or false.`);
      return given;
    case Type.User:
      return resolved.user(textOf(name, given));
    case Type.Channel:
      return resolved.channelOf(textOf(name, given));
    case Type.Role:
      return roleOf(name, textOf(name, given), resolved);
    case Type.Mentionable:
      return resolved.role(textOf(name, given)) ?? resolved.user(textOf(name, given));
    default:
      return resolved.attachment(fileOf(name, given));
  }
}

function textOf(name: string, given: CommandOption): string {
  if (typeof given !== 'string') throw new InputRefused(`"${name}" takes a text.`);
  return given;
}

function numberOf(
  definition: Extract<APIApplicationCommandBasicOption, { type: 4 | 10 }>,
  given: CommandOption,
): number {
  const { name, type, min_value: least, max_value: most } = definition;
  const isWhole = type === Type.Integer;
  if (typeof given !== 'number' || (isWhole && !Number.isSafeInteger(given)))
    throw new InputRefused(`"${name}" takes a ${isWhole ? 'whole ' : ''}number.`);
  if (given < (least ?? -Infinity) || given > (most ?? Infinity))
    throw new InputRefused(`"${name}" takes ${least ?? 'any'} to ${most ?? 'any'}.`);
  return given;
}

function oneOf<Value extends string | number>(
  definition: Extract<APIApplicationCommandBasicOption, { type: 3 | 4 | 10 }>,
  value: Value,
): Value {
  const { choices = [], name } = definition;
  if (choices.length > 0 && !choices.some((choice) => choice.value === value))
    throw new InputRefused(`"${name}" does not offer "${value}".`);
  return value;
}

function roleOf(name: string, wanted: string, resolved: ResolvedData): string {
  const id = resolved.role(wanted);
  if (id === undefined) throw new InputRefused(`"${name}" takes a role of this server.`);
  return id;
}

function fileOf(name: string, given: CommandOption): UploadedFile {
  if (typeof given !== 'object') throw new InputRefused(`"${name}" takes a file.`);
  return given;
}
