import { describe, expect, it } from '@jest/globals';

import { ownInteraction } from '../../../src/bot/history/own-interaction.js';
import { appErrorOf } from '../../support/app-error-of.js';
import { MemoryPersistence } from '../../support/memory-persistence.js';
import { INTERACTION_ID, interactionState, OTHER_INTERACTION_ID } from '../../support/states.js';

const STATE = interactionState();

/** What somebody gets who asks for an interaction of their history. */
async function asked(state = STATE, id = INTERACTION_ID, personId = STATE.userId) {
  return ownInteraction(new MemoryPersistence(state).service, personId ?? '', id);
}

describe('an interaction of somebody’s history', () => {
  it('an interaction is given to who asked for it', async () => {
    expect(await asked()).toEqual(STATE);
  });

  it('an interaction of somebody else, a deleted one, and one that is gone are told alike', async () => {
    const deleted = interactionState({ deletedAt: '2026-11-24T12:00:00.000Z' });
    const refusals = [
      asked(STATE, INTERACTION_ID, '200000000000000009'),
      asked(interactionState({ userId: null })),
      asked(deleted),
      asked(STATE, OTHER_INTERACTION_ID),
    ];
    for (const refusal of refusals)
      expect(await appErrorOf(refusal)).toMatchObject({ code: 'usage.not_found' });
  });
});
