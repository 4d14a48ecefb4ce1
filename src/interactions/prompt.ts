import { visibleText } from './visible-text.js';

/** The longest prompt, in UTF-16 units: Discord's limit for a text input. */
export const PROMPT_MAX = 4000;

/**
 * The prompt in a text from outside: as it was typed, but for space at either end. Empty when
 * nobody would see anything of it.
 */
export function promptIn(text: string): string {
  return isBlank(text) ? '' : text.trim();
}

/** Whether a text shows nothing but space. */
export function isBlank(text: string): boolean {
  // The empty pattern of Braille looks like a space, but does not count as one.
  return /^[\s\u2800]*$/.test(visibleText(text));
}

/** Whether a prompt is longer than any way of asking takes. */
export function isTooLong(prompt: string): boolean {
  return prompt.length > PROMPT_MAX;
}

/** What a person is told whose prompt is too long. */
export function tooLong({ length }: string): string {
  return `Your prompt has ${length} characters, and I can take ${PROMPT_MAX}. Please send it again, shorter: I would not like to guess what to cut.`;
}
