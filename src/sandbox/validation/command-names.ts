import { Locale } from 'discord-api-types/v10';
import { z } from 'zod';
import { boundedText } from './fields.js';
import { problem } from './parse-body.js';

const CHAT_INPUT_NAME = /^[-_'\p{L}\p{N}\p{sc=Deva}\p{sc=Thai}]{1,32}$/u;
const LOCALES: ReadonlySet<string> = new Set(Object.values(Locale));

/** Whether a text can name a slash command or an option: one word, in lower case. */
export function isChatInputName(name: string): boolean {
  return CHAT_INPUT_NAME.test(name) && name === name.toLowerCase();
}

/** The problem of a name that is none. */
export function nameProblem(path: readonly string[], name: string): z.core.$ZodRawIssue {
  return problem(path, 'APPLICATION_COMMAND_INVALID_NAME', `Command name "${name}" is invalid`);
}

/** The name of an option. */
export const optionName = boundedText(1, 32).check(({ value, issues }) => {
  if (!isChatInputName(value)) issues.push(nameProblem([], value));
});

/** Texts by the languages that Discord knows; each obeys the same rules as the text itself. */
export function localized(text: z.ZodType<string, string>) {
  return z
    .record(z.string(), text)
    .check(({ value, issues }) => {
      for (const locale of Object.keys(value).filter((each) => !LOCALES.has(each))) {
        const known = [...LOCALES].join(', ');
        issues.push(
          problem([locale], 'ENUM_TYPE_COERCE', `Value "${locale}" is none of (${known}).`),
        );
      }
    })
    .nullish();
}

interface Named {
  readonly name: string;
  readonly name_localizations?: Readonly<Record<string, string>> | null | undefined;
}

/**
 * Where a name stands twice, in the default language or in another one. A name without a
 * translation is shown as it is.
 */
export function repeatedNames(all: readonly Named[]): readonly (readonly (string | number)[])[] {
  const locales = all.flatMap((each) => Object.keys(each.name_localizations ?? {}));
  return [null, ...new Set(locales)].flatMap((locale) => {
    const names = all.map((each) => (locale && each.name_localizations?.[locale]) ?? each.name);
    const path = locale === null ? ['name'] : ['name_localizations', locale];
    return names.flatMap((name, n) => (names.indexOf(name) < n ? [[n, ...path]] : []));
  });
}
