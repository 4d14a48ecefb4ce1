import {
  ApplicationCommandType,
  ApplicationIntegrationType,
  EntryPointCommandHandlerType,
  InteractionContextType,
} from 'discord-api-types/v10';
import { z } from 'zod';
import { isChatInputName, localized, nameProblem, repeatedNames } from './command-names.js';
import { options } from './command-option-schema.js';
import { commandLength, MAX_COMMAND_LENGTH } from './command-size.js';
import { boundedText } from './fields.js';
import { problem } from './parse-body.js';

const { ChatInput, PrimaryEntryPoint } = ApplicationCommandType;

/** A list with at least one value, each of them once. */
function severalOf<T extends Record<string, string | number>>(values: T) {
  return z
    .array(z.enum(values))
    .min(1)
    .check(({ value, issues }) => {
      if (new Set(value).size < value.length) {
        issues.push(problem([], 'SET_TYPE_ALREADY_CONTAINS_VALUE', 'A value stands twice.'));
      }
    })
    .nullish();
}

const commandShape = z.object({
  name: boundedText(1, 32),
  name_localizations: localized(boundedText(1, 32)),
  type: z.enum(ApplicationCommandType).default(ChatInput),
  description: z.string().max(100).default(''),
  description_localizations: localized(boundedText(1, 100)),
  options: options.nullish(),
  default_member_permissions: z.string().nullish(),
  dm_permission: z.boolean().nullish(),
  nsfw: z.boolean().nullish(),
  integration_types: severalOf(ApplicationIntegrationType),
  contexts: severalOf(InteractionContextType),
  /** Of an Entry Point command: who starts the activity, the application or Discord. */
  handler: z.enum(EntryPointCommandHandlerType).optional(),
});

type Issues = z.core.$ZodRawIssue[];

function checkSlashNames(
  { name, name_localizations: names, description }: z.output<typeof commandShape>,
  issues: Issues,
): void {
  for (const [locale, text] of [[null, name] as const, ...Object.entries(names ?? {})]) {
    if (!isChatInputName(text)) {
      const path = locale === null ? ['name'] : ['name_localizations', locale];
      issues.push(nameProblem(path, text));
    }
  }
  if (description.length === 0) {
    issues.push(problem(['description'], 'BASE_TYPE_REQUIRED', 'This field is required'));
  }
}

function checkMenu({ description, options: given }: z.output<typeof commandShape>, issues: Issues) {
  if (description !== '') {
    const text = 'Context menu commands cannot have description';
    const code = 'APPLICATION_COMMAND_CONTEXT_MENU_DESCRIPTION_INVALID';
    issues.push(problem(['description'], code, text));
  }
  if (given !== undefined && given !== null && given.length > 0) {
    const text = 'Context menu commands cannot have options';
    issues.push(problem(['options'], 'APPLICATION_COMMAND_CONTEXT_MENU_OPTIONS_INVALID', text));
  }
}

/** A new command. */
export const commandSchema = commandShape.check(({ value, issues }) => {
  if (value.type === ChatInput) checkSlashNames(value, issues);
  else if (value.type !== PrimaryEntryPoint) checkMenu(value, issues);
  if (commandLength(value) > MAX_COMMAND_LENGTH) {
    const text = `Command exceeds maximum size (${MAX_COMMAND_LENGTH})`;
    issues.push(problem([], 'APPLICATION_COMMAND_TOO_LARGE', text));
  }
});

/** All commands of a scope; two commands of one type may not share a name. */
export const commandListSchema = z.array(commandSchema).check((context) => {
  for (const wanted of new Set(context.value.map(({ type }) => type))) {
    const indexes = [...context.value.keys()].filter((n) => context.value[n]?.type === wanted);
    const repeated = repeatedNames(context.value.filter(({ type }) => type === wanted));
    for (const [n] of repeated) {
      const text = 'Application command names must be unique';
      const code = 'APPLICATION_COMMANDS_DUPLICATE_NAME';
      context.issues.push(problem([indexes[Number(n)] ?? 0], code, text));
    }
  }
});

/** A change of a command; its type cannot be changed, and what it leaves out stays. */
export const commandEditSchema = commandShape
  .omit({ type: true })
  .extend({ description: z.string().max(100) })
  .partial();

/** A command after validation. */
export type CommandBody = z.output<typeof commandSchema>;
