import { ApplicationCommandOptionType } from 'discord-api-types/v10';
import { z } from 'zod';
import { localized } from './command-names.js';
import { boundedText } from './fields.js';

const values = {
  [ApplicationCommandOptionType.String]: z.string().max(100),
  [ApplicationCommandOptionType.Integer]: z.int(),
  [ApplicationCommandOptionType.Number]: z.number(),
} as const;

function isCompleted(type: ApplicationCommandOptionType): type is keyof typeof values {
  return type in values;
}

/**
 * The choices that complete an option: at most 25, with values of the option's kind.
 *
 * @param type the kind of the option in which the person types
 */
export function autocompleteSchema(
  type: ApplicationCommandOptionType = ApplicationCommandOptionType.String,
) {
  const value: z.ZodType<string | number> = isCompleted(type) ? values[type] : z.never();
  const choice = z.object({
    name: boundedText(1, 100),
    name_localizations: localized(boundedText(1, 100)),
    value,
  });
  return z.object({ choices: z.array(choice).max(25) });
}
