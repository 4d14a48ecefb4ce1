import { z } from 'zod';

/** The limit for all texts of one command (Discord reference, "Application Command Object"). */
export const MAX_COMMAND_LENGTH = 8000;

const texts = z.record(z.string(), z.string()).nullish();
const sized = z.object({
  name: z.string(),
  name_localizations: texts,
  description: z.string().optional(),
  description_localizations: texts,
  value: z.union([z.string(), z.number()]).optional(),
  get choices() {
    return z.array(sized).nullish();
  },
  get options() {
    return z.array(sized).nullish();
  },
});

/** A text counts as long as its longest translation. */
function longest(text: string, translations: z.output<typeof texts>): number {
  return Math.max(text.length, ...Object.values(translations ?? {}).map(({ length }) => length));
}

function lengthOf(part: z.output<typeof sized>): number {
  const { name, description = '', value = '', choices, options } = part;
  const own =
    longest(name, part.name_localizations) +
    longest(description, part.description_localizations) +
    String(value).length;
  return [...(choices ?? []), ...(options ?? [])].reduce(
    (sum, inner) => sum + lengthOf(inner),
    own,
  );
}

/**
 * How long the names, descriptions and values of a command, its options and choices are together.
 */
export function commandLength(command: unknown): number {
  return lengthOf(sized.parse(command));
}
