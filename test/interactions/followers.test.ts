import { describe, expect, it } from '@jest/globals';

import { withFollower } from '../../src/interactions/followers.js';
import { MAX_FOLLOWERS } from '../../src/interactions/interaction-state.js';
import { interactionState } from '../support/states.js';

describe('the followers of an interaction', () => {
  it('an interaction names the newest requests that go on from it, each once', () => {
    let state = interactionState();
    for (let n = 0; n < MAX_FOLLOWERS + 2; n += 1) state = withFollower(state, `id ${n}`) ?? state;
    expect(state.followers).toEqual(['id 2', 'id 3', 'id 4', 'id 5', 'id 6']);
    expect(withFollower(state, 'id 4')).toBeNull();
  });

  it('an interaction whose card was deleted is not changed any more', () => {
    expect(
      withFollower(interactionState({ deletedAt: '2026-11-24T12:00:00.000Z' }), 'id'),
    ).toBeNull();
  });
});
