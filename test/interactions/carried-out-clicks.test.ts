import { describe, expect, it } from '@jest/globals';

import { isCarriedOut, withClick } from '../../src/interactions/carried-out-clicks.js';
import { MAX_EARLIER_CLICKS } from '../../src/interactions/interaction-state.js';
import { interactionState } from '../support/states.js';

describe('the clicks that a state remembers', () => {
  it('a click counts as carried out once it is stored, in whatever order clicks come', () => {
    const state = withClick(withClick(interactionState(), '702'), '701');
    expect(isCarriedOut(state, '701')).toBe(true);
    expect(isCarriedOut(state, '702')).toBe(true);
    expect(isCarriedOut(state, '700')).toBe(false);
    expect(isCarriedOut(interactionState(), '700')).toBe(false);
  });

  it('a state remembers a bounded number of clicks, the newest ones', () => {
    const ids = Array.from({ length: 100 }, (_, n) => String(n + 1));
    const state = ids.reduce(withClick, interactionState());
    expect(state.earlierClickIds).toHaveLength(MAX_EARLIER_CLICKS);
    expect(state).toMatchObject({ lastClickId: '100' });
    expect(isCarriedOut(state, '69')).toBe(true);
    expect(isCarriedOut(state, '68')).toBe(false);
  });
});
