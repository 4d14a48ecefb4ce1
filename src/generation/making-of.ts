import { batchIdOf } from '../interactions/batch.js';
import type { Generation } from '../interactions/generation.js';
import type { Making } from '../interactions/making.js';
import type { ModelUsage } from './models/image-model.js';

/**
 * How a picture of `generation` was made.
 *
 * @param thread how many earlier turns it is based on; null where the model cannot go on from it.
 */
export function makingOf(
  generation: Generation,
  usage: ModelUsage | null,
  thread: number | null,
  nowMs: number,
): Making {
  const { ownPrompt, source, settings, requestedBy, lease } = generation;
  return {
    ownPrompt,
    source,
    settings,
    batch: batchIdOf(generation),
    requestedBy,
    thread,
    tokens: usage && {
      prompt: usage.promptTokens,
      image: usage.imageTokens,
      text: usage.textTokens,
      thoughts: usage.thoughtTokens,
    },
    durationMs: lease === null ? null : Math.max(nowMs - Date.parse(lease.since), 0),
  };
}
