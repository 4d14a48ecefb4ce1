import type { ModelPrice } from '../../config/prices.js';
import type { Tokens } from '../../interactions/making.js';
import type { OfferedModel } from '../../interactions/offered-models.js';
import type { Price } from '../../interactions/price.js';

/**
 * A hundred dollars, in micro-dollars: as much as the dearest picture that a table of prices may
 * hold. A vendor that counts more tokens miscounts, and four such calls still fit into an amount
 * of the ledger.
 */
const MAX_MICRO_DOLLARS = 100_000_000;

/**
 * What a call cost by the tokens that the vendor bills. Null where the price of the model, or what
 * it is billed for, is not known: then there is no figure, never a guess.
 */
export function costOf(price: ModelPrice | undefined, tokens: Tokens | null): Price | null {
  if (price === undefined || tokens === null) return null;
  const { prompt, image, text, thoughts } = tokens;
  if (prompt === null || image === null) return null;
  // Dollars for a million tokens are millionths of a dollar for one. What there is none of
  // is left out.
  const words = (text ?? 0) + (thoughts ?? 0);
  const microDollars = prompt * price.input + image * price.image + words * price.text;
  if (microDollars > MAX_MICRO_DOLLARS) return null;
  return { microDollars: Math.round(microDollars), date: price.date };
}

/**
 * What the picture itself of each size costs; the prompt and the thoughts, which cost less,
 * come on top.
 */
export function picturePrices(price: ModelPrice | undefined): OfferedModel['prices'] {
  if (price === undefined) return undefined;
  const sizes = Object.entries(price.imageTokens).map(
    ([size, tokens]) => [size, Math.round(tokens * price.image)] as const,
  );
  return { microDollars: Object.fromEntries(sizes), date: price.date };
}
