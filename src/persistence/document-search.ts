import { SEALED_PATTERN } from './encryption/sealed-text.js';

/** Before characters that `LIKE` would else take for wildcards. */
const ESCAPE = '\\';

/**
 * The condition that a document may contain a text; the parameter `pattern` is {@link likePattern}.
 * An encrypted one may contain anything.
 */
export const DOCUMENT_MAY_CONTAIN = `(LOWER(row.document) LIKE :pattern ESCAPE '${ESCAPE}' OR row.document LIKE '${SEALED_PATTERN}')`;

/**
 * The pattern of all documents whose prompts may contain a text, whatever the case and the spaces.
 * It also lets others through, so each row has to be looked at: a word may stand elsewhere in the
 * document, and letters that SQLite does not know in both cases match anything.
 */
export function likePattern(text: string): string {
  const words = text.trim().split(/\s+/);
  return `%${words.map(wordPattern).join('%')}%`;
}

function wordPattern(word: string): string {
  return Array.from(word, characterPattern).join('');
}

function characterPattern(character: string): string {
  const isAscii = character <= '\u007F';
  const hasCases = character.toLowerCase() !== character.toUpperCase();
  if (!isAscii && hasCases) return '%';
  // As it stands in JSON.
  const inDocument = JSON.stringify(character).slice(1, -1).toLowerCase();
  return inDocument.replaceAll(/[\\%_]/g, `${ESCAPE}$&`);
}
