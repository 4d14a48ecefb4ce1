import { describe, expect, it } from '@jest/globals';

import { AUTOMATIC_SETTINGS } from '../../src/interactions/settings.js';
import { canTryAgain, tryAgain } from '../../src/interactions/another-attempt.js';
import {
  GENERATION_STATUSES,
  generation,
  generationIn,
  interactionState,
  OVERLOAD,
  REFUSAL,
  TICKET,
} from '../support/states.js';

const NOW = '2026-11-24T12:10:00.000Z';

describe('another attempt', () => {
  const asked = {
    prompt: 'in neon',
    ownPrompt: 'a cat',
    styleKey: 'neon',
    source: { kind: 'inputs' } as const,
    settings: { ...AUTOMATIC_SETTINGS, aspectRatio: '3:2', imageSize: '2K', count: 3 },
  };
  const failed = generation({
    ...asked,
    status: 'failed',
    attempts: 3,
    failures: 2,
    firstFailureAt: NOW,
    failure: OVERLOAD,
  });
  const ticket = { ...TICKET, id: 'another' };

  it('another attempt asks for the same with the settings of then, and counts from nothing', () => {
    const state = interactionState({ currentPrompt: 'something new', generation: failed });
    expect(canTryAgain(state)).toBe(true);
    const next = tryAgain(state, ticket);
    expect(next).toEqual({ ...state, generation: generation({ ...asked, ...ticket }) });
  });

  it('another attempt is not made where it cannot help', () => {
    const state = interactionState({ generation: { ...failed, failure: REFUSAL } });
    expect(canTryAgain(state)).toBe(false);
    expect(tryAgain(state, ticket)).toBe(state);
  });

  it.each(['requested', 'running'] as const)(
    'another attempt is not made while one is %s, though the row tells of a failure that allows it',
    (status) => {
      const state = interactionState({ generation: { ...failed, status } });
      expect(canTryAgain(state)).toBe(false);
      expect(tryAgain(state, ticket)).toBe(state);
    },
  );

  it.each([null, ...GENERATION_STATUSES.filter((from) => from !== 'failed' && from !== 'failing')])(
    'another attempt is not made from %s',
    (from) => {
      const state = interactionState({ generation: from === null ? null : generationIn(from) });
      expect(canTryAgain(state)).toBe(false);
      expect(tryAgain(state, ticket)).toBe(state);
    },
  );
});
