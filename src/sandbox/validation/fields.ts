import { z } from 'zod';
import { problem } from './parse-body.js';

/** An id. Some clients send numbers, which the body parser has converted to text. */
export const snowflake = z
  .union([z.string(), z.int().nonnegative().transform(String)])
  .check((context) => {
    if (!/^\d{1,20}$/.test(context.value)) {
      const text = `Value "${context.value}" is not snowflake.`;
      context.issues.push(problem([], 'NUMBER_TYPE_COERCE', text));
    }
  });

/** A text with minimum and maximum length. Discord has one error for both. */
export function boundedText(minimum: number, maximum: number): z.ZodType<string, string> {
  return z.string().check((context) => {
    const { length } = context.value;
    if (length < minimum || length > maximum) {
      const text = `Must be between ${minimum} and ${maximum} in length.`;
      context.issues.push(problem([], 'BASE_TYPE_BAD_LENGTH', text));
    }
  });
}

/** A list with minimum and maximum length. */
export function boundedList<T extends z.ZodType>(
  item: T,
  minimum: number,
  maximum: number,
): z.ZodType<z.output<T>[], z.input<T>[]> {
  return z.array(item).check((context) => {
    const { length } = context.value;
    if (length < minimum || length > maximum) {
      const text = `Must be between ${minimum} and ${maximum} in length.`;
      context.issues.push(problem([], 'BASE_TYPE_BAD_LENGTH', text));
    }
  });
}

/** A URL with one of the given schemes. */
export function url(...schemes: readonly string[]): z.ZodType<string, string> {
  return z
    .string()
    .max(2048)
    .check((context) => {
      const scheme = URL.canParse(context.value)
        ? new URL(context.value).protocol.slice(0, -1)
        : undefined;
      if (scheme === undefined) {
        context.issues.push(problem([], 'URL_TYPE_INVALID_URL', 'Not a well formed URL.'));
      } else if (!schemes.includes(scheme)) {
        const allowed = schemes.map((name) => `'${name}'`).join(', ');
        const text = `Scheme "${scheme}" is not supported. Scheme must be one of (${allowed}).`;
        context.issues.push(problem([], 'URL_TYPE_INVALID_SCHEME', text));
      }
    });
}
