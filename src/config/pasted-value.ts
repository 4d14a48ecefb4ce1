/** A value without the white space and the quotes around it, which some tools hand on. */
export function withoutQuotes(value: string): string {
  const trimmed = value.trim();
  return /^(["'])(.*)\1$/s.exec(trimmed)?.[2]?.trim() ?? trimmed;
}

const FLAWS: readonly { readonly pattern: RegExp; readonly problem: string }[] = [
  {
    pattern: /[\n\r\u2028\u2029]/,
    problem: 'has a line break inside; write it on one line, for example NAME=value',
  },
  {
    // Control characters, and those of Unicode that have no width or change the direction.
    pattern: /[\p{Cc}\p{Cf}\u115F\u1160\u3164\uFFA0]/u,
    problem: 'holds a character that cannot be seen; type it by hand, for example NAME=value',
  },
  {
    pattern: /^[“”„‟‘’‚‛«»]|[“”„‟‘’‚‛«»]$/,
    problem: 'has typographic quotes around it; leave them out, for example NAME=value',
  },
];

/** What is wrong with a value, whatever it means; null if nothing is. */
export function flawOf(value: string): string | null {
  return FLAWS.find(({ pattern }) => pattern.test(value))?.problem ?? null;
}
