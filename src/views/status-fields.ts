import type { APIEmbedField } from 'discord-api-types/v10';

import type { Generation } from '../persistence/interaction-state.js';
import { FIELD_VALUE_MAX } from './embed-limits.js';

/** What a card says about its generation: waiting for confirmation, being made, or why it failed. */
export function statusField(generation: Generation | null): APIEmbedField {
  switch (generation?.status) {
    case 'requested':
    case 'running':
    case 'produced':
      return { name: 'Status', value: '🍌 Making your picture…' };
    case 'failing':
    case 'failed':
      return { name: '⚠️ No picture this time', value: generation.failure?.sentence ?? '' };
    case 'delivered':
    case undefined:
      return { name: 'Status', value: '⏳ Waiting for confirmation' };
  }
}

/** Notes in more fields than these would leave no room for the prompt. */
const MAX_NOTE_FIELDS = 2;

/** One line for each picture that was left out of the request, in as few fields as hold them. */
export function noteFields(notes: readonly string[]): APIEmbedField[] {
  const values: string[] = [];
  for (const note of notes) {
    const joined = [...values.slice(-1), note].join('\n');
    const hasRoom = joined.length <= FIELD_VALUE_MAX || values.length === MAX_NOTE_FIELDS;
    values.splice(hasRoom ? -1 : values.length, 1, hasRoom ? joined : note);
  }
  return values.map((value, n) => ({ name: n === 0 ? 'Please note' : '…', value }));
}
