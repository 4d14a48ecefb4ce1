import { plainText } from '../../../views/plain-text.js';

/** What is said about prompts with listed words, and about the list. */

export const UNREADABLE_LIST = 'it must be a text file in UTF-8 that the bot may read.';
export const TOO_LARGE = 'it may have 1 MiB at most.';
export const TOO_MANY_WORDS = 'it may have 20,000 entries at most.';

/** @param reason one of the sentences above. */
export function badWordList(reason: string): string {
  return `WORD_LIST_FILE names a file that cannot be used: ${reason}`;
}

/** @param word as the list spells it. */
export function wordNotAllowed(word: string): string {
  return `I do not take prompts with ||${plainText(word)}||. Please use other words. Nothing was made, and nothing was paid.`;
}
