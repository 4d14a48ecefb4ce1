import type { Tracing } from './tracing.js';

const nothing = () => undefined;

/** Writes no traces. */
export const noTracing: Tracing = {
  place: null,
  from: (_from, _start, work) => work(nothing),
  within: (_start, work) => work(nothing),
  passed: nothing,
  stop: async () => undefined,
};
