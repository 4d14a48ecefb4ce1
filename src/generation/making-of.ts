import type { Generation } from '../interactions/generation.js';
import type { Making } from '../interactions/making.js';
import type { ModelUsage } from './models/image-model.js';

/** How a picture of `generation` was made. */
export function makingOf(
  { ownPrompt, source, settings, requestedBy, lease }: Generation,
  usage: ModelUsage | null,
  nowMs: number,
): Making {
  return {
    ownPrompt,
    source,
    settings,
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
