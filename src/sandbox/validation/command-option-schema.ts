import { ApplicationCommandOptionType } from 'discord-api-types/v10';
import { z } from 'zod';
import { optionName, localized, repeatedNames } from './command-names.js';
import { boundedText } from './fields.js';
import { problem } from './parse-body.js';

const Type = ApplicationCommandOptionType;

const description = boundedText(1, 100);
const choice = z.object({
  name: boundedText(1, 100),
  name_localizations: localized(boundedText(1, 100)),
  value: z.union([z.string().max(100), z.number()]),
});

const shape = z.object({
  type: z.enum(Type),
  name: optionName,
  name_localizations: localized(optionName),
  description,
  description_localizations: localized(description),
  required: z.boolean().optional(),
  autocomplete: z.boolean().optional(),
  choices: z.array(choice).max(25).optional(),
  min_value: z.number().optional(),
  max_value: z.number().optional(),
  min_length: z.int().min(0).max(6000).optional(),
  max_length: z.int().min(1).max(6000).optional(),
  channel_types: z.array(z.int()).optional(),
  get options() {
    return options.optional();
  },
});
type Option = z.output<typeof shape>;

type Kinds = readonly ApplicationCommandOptionType[];

const COMPLETED: Kinds = [Type.String, Type.Integer, Type.Number];
const NUMBERS: Kinds = [Type.Integer, Type.Number];

/** Which kinds of options a field is for. */
const FIELDS: Partial<Record<keyof Option, Kinds>> = {
  autocomplete: COMPLETED,
  choices: COMPLETED,
  min_value: NUMBERS,
  max_value: NUMBERS,
  min_length: [Type.String],
  max_length: [Type.String],
  channel_types: [Type.Channel],
  options: [Type.Subcommand, Type.SubcommandGroup],
};

function fits(type: ApplicationCommandOptionType, value: string | number): boolean {
  if (type === Type.String) return typeof value === 'string';
  return typeof value === 'number' && (type === Type.Number || Number.isInteger(value));
}

const option: z.ZodType<Option> = shape.check(({ value, issues }) => {
  const { type, choices = [], autocomplete = false } = value;
  for (const [field, types] of Object.entries(FIELDS)) {
    const given: unknown = Reflect.get(value, field);
    const isGiven = given !== undefined && given !== false;
    if (isGiven && !types.includes(type)) {
      const text = 'This field is not for options of this type.';
      issues.push(problem([field], 'APPLICATION_COMMAND_OPTIONS_TYPE_INVALID', text));
    }
  }
  if (autocomplete && choices.length > 0) {
    const text = 'Autocomplete and choices are mutually exclusive.';
    issues.push(problem(['autocomplete'], 'APPLICATION_COMMAND_AUTOCOMPLETE_CHOICES', text));
  }
  for (const [index, each] of choices.entries()) {
    if (!fits(type, each.value)) {
      const text = 'Could not interpret the value as the type of the option.';
      issues.push(problem(['choices', index, 'value'], 'UNION_TYPE_CHOICES', text));
    }
  }
});

function isSub({ type }: Option): boolean {
  return type <= Type.SubcommandGroup;
}

/** The options of a command or subcommand: names once, required ones first, subcommands alone. */
export const options: z.ZodType<Option[]> = z
  .array(option)
  .max(25)
  .check(({ value, issues }) => {
    const [first] = value;
    for (const path of repeatedNames(value)) {
      const text = 'Option names must be unique';
      issues.push(problem(path, 'APPLICATION_COMMAND_OPTIONS_NAME_EXISTS', text));
    }
    for (const [index, each] of value.entries()) {
      const before = value.slice(0, index);
      if (each.required === true && before.some(({ required }) => required !== true)) {
        const text = 'Required options must be placed before non-required options';
        issues.push(problem([index], 'APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID', text));
      }
      if (first !== undefined && isSub(first) !== isSub(each)) {
        const text =
          'Sub-command and sub-command group option types are mutually exclusive to all other types';
        issues.push(problem([index, 'type'], 'APPLICATION_COMMAND_OPTIONS_TYPE_INVALID', text));
      }
      checkInner(each, index, issues);
    }
  });

/** Groups hold subcommands only, and subcommands options that take values. */
function checkInner(
  { type: outer, options: inner = [] }: Option,
  index: number,
  issues: z.core.$ZodRawIssue[],
): void {
  for (const [at, each] of inner.entries()) {
    const { type } = each;
    const isAllowed = outer === Type.SubcommandGroup ? type === Type.Subcommand : !isSub(each);
    if (!isAllowed) {
      const path = [index, 'options', at, 'type'];
      const text = 'An option of this type cannot be here.';
      issues.push(problem(path, 'APPLICATION_COMMAND_OPTIONS_TYPE_INVALID', text));
    }
  }
}
