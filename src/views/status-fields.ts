import type { APIEmbedField } from 'discord-api-types/v10';

import type { Generation } from '../persistence/interaction-state.js';

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

/** One line for each picture that was left out of the request. */
export function noteFields(notes: readonly string[]): APIEmbedField[] {
  return notes.length === 0 ? [] : [{ name: 'Please note', value: notes.join('\n') }];
}
