import { describe, expect, it } from '@jest/globals';

import { isActive, isOutcomeDue, isWaiting } from '../../src/interactions/generation.js';
import { GENERATION_STATUSES, generationIn } from '../support/states.js';

const WAITING = ['requested', 'running'];
const DUE = ['produced', 'failing', 'cancelling'];

describe('the status of a generation', () => {
  it.each(GENERATION_STATUSES)('the status tells what is left to do: %s', (status) => {
    const made = generationIn(status);
    expect(isWaiting(made)).toBe(WAITING.includes(status));
    expect(isOutcomeDue(made)).toBe(DUE.includes(status));
    expect(isActive(made)).toBe([...WAITING, ...DUE].includes(status));
  });

  it('nothing is left to do where there is no generation', () => {
    expect([isActive(null), isWaiting(null), isOutcomeDue(null)]).toEqual([false, false, false]);
  });
});
