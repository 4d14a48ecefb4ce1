import { describe, expect, it } from '@jest/globals';

import { bringsBack, noteDeletion } from '../../src/interactions/deletion.js';
import { generationIn, GENERATION_STATUSES, interactionState } from '../support/states.js';

const NOW = '2026-11-24T12:00:00.000Z';
const LATER_MS = Date.parse(NOW) + 1;
const ASKER = interactionState().userId ?? '';

describe('the deletion of a card', () => {
  it.each(GENERATION_STATUSES)(
    'a deletion calls off a generation that is %s, if it waits',
    (status) => {
      const before = interactionState({ generation: generationIn(status) });
      const after = noteDeletion(before, NOW);
      const isWaiting = status === 'requested' || status === 'running';
      expect(after?.deletedAt).toBe(NOW);
      expect(after?.generation?.status).toBe(isWaiting ? 'cancelling' : status);
    },
  );

  it('a deletion is noted once', () => {
    expect(noteDeletion(interactionState({ deletedAt: NOW }), NOW)).toBeNull();
  });

  it.each([
    ['who asked, later, brings it back', ASKER, LATER_MS, true],
    ['who asked, before it was deleted, does not', ASKER, Date.parse(NOW), false],
    ['somebody else does not', '9', LATER_MS, false],
  ])('of a deleted interaction, %s', (_what, userId, atMs, isBack) => {
    const state = interactionState({ deletedAt: NOW });
    expect(bringsBack(state, { userId, atMs })).toBe(isBack);
  });

  it('nobody brings back a deleted interaction that nobody is known to have asked for', () => {
    const state = interactionState({ deletedAt: NOW, userId: null });
    expect(bringsBack(state, { userId: ASKER, atMs: LATER_MS })).toBe(false);
  });

  it('an interaction that was not deleted needs nobody to bring it back', () => {
    expect(bringsBack(interactionState(), { userId: ASKER, atMs: LATER_MS })).toBe(false);
  });
});
