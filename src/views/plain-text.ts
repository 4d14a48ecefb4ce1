import { isBlank } from '../interactions/prompt.js';
import { visibleText } from '../interactions/visible-text.js';

/** Characters that format text, link it, or mention somebody, wherever they stand. */
const ANYWHERE = /[\\*_~|`[\]<]|@(?=everyone|here)|:(?=\/\/)/g;

/**
 * The marks of headings, quotes, small print and lists, which count at the start of a line only.
 */
const LINE_MARK = /^(\s*)([#>+-])/gm;
const LINE_NUMBER = /^(\s*\d+)\.(?=\s|$)/gm;

/**
 * Makes a text that is not the bot's own safe to show under the bot's name: Discord shows it as it
 * was typed, and none of it becomes a link, a mention or formatting. Characters that nobody sees
 * are left out. Every foreign text passes through here once, where it enters a message.
 */
export function plainText(text: string): string {
  return visibleText(text)
    .replaceAll(ANYWHERE, '\\$&')
    .replaceAll(LINE_MARK, '$1\\$2')
    .replaceAll(LINE_NUMBER, '$1\\.');
}

/** A note on something that was left out of a request begins with its name in bold. */
const NAMED_NOTE = /^\*\*(.*)\*\*( was left out\. .*)$/s;

/** A note of a request, as plain text with the name in it in bold. */
export function plainNote(note: string): string {
  const [, name, rest] = NAMED_NOTE.exec(note) ?? [];
  if (name === undefined || rest === undefined || isBlank(name)) return plainText(note);
  return `**${plainText(name)}**${plainText(rest)}`;
}
