import { batchIdOf } from '../interactions/batch.js';
import type { Generation } from '../interactions/generation.js';
import type { Making } from '../interactions/making.js';
import type { ModelUsage } from './models/image-model.js';

/** How a picture of `generation` was made. */
export function makingOf(generation: Generation, usage: ModelUsage | null, nowMs: number): Making {
  const { ownPrompt, source, settings, requestedBy, lease } = generation;
  return {
    ownPrompt,
    source,
    settings,
    batch: batchIdOf(generation),
    requestedBy,
    tokens: usage && {
      prompt: usage.promptTokens,
      image: usage.imageTokens,
      text: usage.textTokens,
      thoughts: usage.thoughtTokens,
    },
    durationMs: lease === null ? null : Math.max(nowMs - Date.parse(lease.since), 0),
  };
}
