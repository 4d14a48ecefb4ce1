import type { ValueTransformer } from 'typeorm';

/**
 * The same text as both databases can keep it: PostgreSQL refuses NUL and half a surrogate pair.
 * Documents need no change, because JSON writes both as escapes.
 */
export function storableText(text: string): string {
  return text.replaceAll(/\p{Cs}|\0/gu, '\uFFFD');
}

/** Makes the text of a column storable whenever a row is stored or looked for. */
export const STORABLE: ValueTransformer = {
  to: (value: unknown) => (typeof value === 'string' ? storableText(value) : value),
  from: (value: unknown) => value,
};
