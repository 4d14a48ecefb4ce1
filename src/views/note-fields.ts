import type { APIEmbedField } from 'discord-api-types/v10';

import { isBlank } from '../interactions/prompt.js';
import { FIELD_VALUE_MAX } from './embed-limits.js';
import { plainNote, plainText } from './plain-text.js';
import { PLEASE_NOTE } from './words/cards.js';

/**
 * A field with a text that is not the bot's own; no field where nobody would see anything of it.
 */
export function plainField(
  name: string,
  text: string | null,
  look: Pick<APIEmbedField, 'inline'> = {},
): APIEmbedField[] {
  return text === null || isBlank(text) ? [] : [{ name, value: plainText(text), ...look }];
}

/** More note fields would leave no room for the prompt. */
const MAX_NOTE_FIELDS = 2;

/** One line for each picture that was left out of the request, in as few fields as possible. */
export function noteFields(notes: readonly string[]): APIEmbedField[] {
  const values: string[] = [];
  for (const note of notes.filter((each) => !isBlank(each)).map(plainNote)) {
    const joined = [...values.slice(-1), note].join('\n');
    const hasRoom = joined.length <= FIELD_VALUE_MAX || values.length === MAX_NOTE_FIELDS;
    values.splice(hasRoom ? -1 : values.length, 1, hasRoom ? joined : note);
  }
  return values.map((value, n) => ({ name: n === 0 ? PLEASE_NOTE : '…', value }));
}
