import {
  ApplicationCommandOptionType,
  ApplicationCommandType,
  EntryPointCommandHandlerType,
} from 'discord-api-types/v10';
import { z } from 'zod';
import { boundedText } from './fields.js';
import { problem } from './parse-body.js';

const CHAT_INPUT_NAME = /^[-_'\p{L}\p{N}\p{sc=Deva}\p{sc=Thai}]{1,32}$/u;

function isChatInputName(name: string): boolean {
  return CHAT_INPUT_NAME.test(name) && name === name.toLowerCase();
}

function nameProblem(name: string): z.core.$ZodRawIssue {
  const text = `Command name "${name}" is invalid`;
  return problem(['name'], 'APPLICATION_COMMAND_INVALID_NAME', text);
}

const localizations = z.record(z.string(), z.string()).nullish();
const choice = z.object({
  name: boundedText(1, 100),
  name_localizations: localizations,
  value: z.union([z.string().max(100), z.number()]),
});
const optionBase = z.object({
  type: z.enum(ApplicationCommandOptionType),
  name: boundedText(1, 32),
  name_localizations: localizations,
  description: boundedText(1, 100),
  description_localizations: localizations,
  required: z.boolean().optional(),
  autocomplete: z.boolean().optional(),
  choices: z.array(choice).max(25).optional(),
  min_value: z.number().optional(),
  max_value: z.number().optional(),
  min_length: z.int().min(0).max(6000).optional(),
  max_length: z.int().min(1).max(6000).optional(),
  channel_types: z.array(z.int()).optional(),
});

const option = optionBase
  .extend({
    get options() {
      return z.array(option).max(25).optional();
    },
  })
  .check((context) => {
    if (!isChatInputName(context.value.name)) {
      context.issues.push(nameProblem(context.value.name));
    }
  });

const commandShape = z.object({
  name: boundedText(1, 32),
  name_localizations: localizations,
  type: z.enum(ApplicationCommandType).default(ApplicationCommandType.ChatInput),
  description: z.string().max(100).default(''),
  description_localizations: localizations,
  options: z.array(option).max(25).nullish(),
  default_member_permissions: z.string().nullish(),
  dm_permission: z.boolean().nullish(),
  nsfw: z.boolean().nullish(),
  integration_types: z.array(z.int()).nullish(),
  contexts: z.array(z.int()).nullish(),
  /** Of an Entry Point command: who starts the activity, the application or Discord. */
  handler: z.enum(EntryPointCommandHandlerType).optional(),
});

/** A new command. */
export const commandSchema = commandShape.check((context) => {
  const { type, name, description } = context.value;
  if (type === ApplicationCommandType.ChatInput) {
    if (!isChatInputName(name)) {
      context.issues.push(nameProblem(name));
    }
    if (description.length === 0) {
      const text = 'This field is required';
      context.issues.push(problem(['description'], 'BASE_TYPE_REQUIRED', text));
    }
  } else if (type !== ApplicationCommandType.PrimaryEntryPoint && description !== '') {
    const text = 'Context menu commands cannot have description';
    const code = 'APPLICATION_COMMAND_CONTEXT_MENU_DESCRIPTION_INVALID';
    context.issues.push(problem(['description'], code, text));
  }
});

/** All commands of a scope; two commands of one type may not share a name. */
export const commandListSchema = z
  .array(commandSchema)
  .max(130)
  .check((context) => {
    const names = new Set<string>();
    for (const [index, { type, name }] of context.value.entries()) {
      if (names.has(`${type}:${name}`)) {
        const text = 'Application command names must be unique';
        const code = 'APPLICATION_COMMANDS_DUPLICATE_NAME';
        context.issues.push(problem([index], code, text));
      }
      names.add(`${type}:${name}`);
    }
  });

/** A change of a command; its type cannot be changed. */
export const commandEditSchema = commandShape.omit({ type: true }).partial();

/** A command after validation. */
export type CommandBody = z.output<typeof commandSchema>;
