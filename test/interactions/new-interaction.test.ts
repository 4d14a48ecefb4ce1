import { describe, expect, it } from '@jest/globals';

import { interactionState } from '../../src/interactions/interaction-state.js';
import { newInteraction } from '../../src/interactions/new-interaction.js';
import { AUTOMATIC_SETTINGS } from '../../src/interactions/settings.js';
import { inputItem, INTERACTION_ID, storedImage } from '../support/states.js';

const REQUEST = {
  id: INTERACTION_ID,
  userId: '2',
  guildId: null,
  channelId: '4',
  requestMessageId: '5',
  inputs: [storedImage()],
  outputs: [inputItem()],
  isSpoiler: true,
  settings: { ...AUTOMATIC_SETTINGS, aspectRatio: '16:9' },
  notes: ['**cat.tiff** was left out.'],
};

describe('a new interaction', () => {
  it('a new interaction is the preview of its request, without a card yet', () => {
    expect(newInteraction({ ...REQUEST, prompt: 'a lighthouse' })).toEqual({
      ...REQUEST,
      view: 'process_view',
      messageId: null,
      lastClickId: null,
      earlierClickIds: [],
      deletedAt: null,
      keptBy: null,
      move: null,
      formerCards: [],
      cameFrom: null,
      followers: [],
      reach: 'channel',
      chosenStyle: null,
      estimate: null,
      originalPrompt: 'a lighthouse',
      currentPrompt: 'a lighthouse',
      settingsNotes: [],
      currentIndex: 0,
      isChosen: false,
      showsSheet: false,
      generation: null,
    });
  });

  it('a new interaction is a whole state once it has version and times', () => {
    const now = '2026-11-24T12:00:00.000Z';
    const times = { version: 1, createdAt: now, lastUsedAt: now };
    const state = { ...newInteraction({ ...REQUEST, prompt: '' }), ...times };
    expect(interactionState.parse(state)).toEqual(state);
  });
});
