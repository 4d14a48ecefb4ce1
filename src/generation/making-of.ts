import { batchIdOf } from '../interactions/batch.js';
import type { Generation } from '../interactions/generation.js';
import type { Making, Tokens } from '../interactions/making.js';
import type { Price } from '../interactions/price.js';
import type { ModelUsage } from './models/image-model.js';

/**
 * How a picture of `generation` was made.
 *
 * @param paid what the vendor counted, and what that costs.
 * @param thread how many earlier turns it is based on; null where the model cannot go on from it.
 */
export function makingOf(
  generation: Generation,
  paid: { readonly usage: ModelUsage | null; readonly price: Price | null },
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
    tokens: tokensOf(paid.usage),
    price: paid.price,
    durationMs: lease === null ? null : Math.max(nowMs - Date.parse(lease.since), 0),
  };
}

/** The tokens that a vendor bills, by kind. */
export function tokensOf(usage: ModelUsage | null): Tokens | null {
  return (
    usage && {
      prompt: usage.promptTokens,
      image: usage.imageTokens,
      text: usage.textTokens,
      thoughts: usage.thoughtTokens,
    }
  );
}
