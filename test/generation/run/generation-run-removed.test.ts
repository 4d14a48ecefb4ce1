import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';

import { runUnderTest } from '../../support/run-under-test.js';
import {
  INTERACTION_ID,
  interactionState,
  OTHER_INTERACTION_ID,
  outputItem,
} from '../../support/states.js';

beforeEach(() => void jest.useFakeTimers());
afterEach(() => void jest.useRealTimers());

describe('an attempt whose interaction is removed', () => {
  it.each(['and the lease was lost', 'and nobody has noticed'])(
    'an attempt whose interaction is removed meanwhile, %s, leaves no picture',
    async (how) => {
      const { stored, attempt, discarded, logger } = runUnderTest(async () => {
        stored.state = interactionState({ id: OTHER_INTERACTION_ID });
        if (how === 'and the lease was lost') stored.held.get(INTERACTION_ID)?.abort();
        return outputItem();
      });
      expect(await attempt()).toEqual({ kind: 'outcome' });
      expect(discarded).toEqual([outputItem().image.key]);
      expect(logger.messages('error')).toEqual([]);
    },
  );

  it('an attempt whose picture is stored, or left to a new owner, throws nothing away', async () => {
    const { stored, attempt, discarded } = runUnderTest(async () => {
      stored.held.get(INTERACTION_ID)?.abort();
      return outputItem();
    });
    expect(await attempt()).toEqual({ kind: 'outcome' });
    const other = runUnderTest();
    await other.attempt();
    expect([...discarded, ...other.discarded]).toEqual([]);
  });
});
