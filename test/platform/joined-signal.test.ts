import { expect, it } from '@jest/globals';

import { joinedSignal } from '../../src/platform/joined-signal.js';

it('a joined signal aborts with the first of its signals, and its reason', () => {
  const [one, other] = [new AbortController(), new AbortController()];
  const { signal } = joinedSignal(one.signal, other.signal);
  expect(signal.aborted).toBe(false);
  other.abort(new Error('the other'));
  one.abort(new Error('the one'));
  expect(signal.reason).toEqual(new Error('the other'));
});

it('a joined signal is aborted from the start where one of its signals is', () => {
  const reason = new Error('before');
  expect(joinedSignal(AbortSignal.abort(reason)).signal.reason).toBe(reason);
});

it('a joined signal that was released follows its signals no longer', () => {
  const one = new AbortController();
  const { signal, release } = joinedSignal(one.signal);
  release();
  one.abort();
  expect(signal.aborted).toBe(false);
});
