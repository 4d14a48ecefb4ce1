import { bytesText } from '../../platform/amounts.js';

/** What people are told about their histories. */

export const NOT_IN_HISTORY =
  'It is not in your history any more: it was deleted, or its time is over.';

export const NO_PICTURE = 'There is no picture on that card.';

export const CHOSEN = '**From your history**';

export function tooLarge(byteSize: number, maxBytes: number): string {
  return `The original is ${bytesText(byteSize)}, and Discord takes files of at most ${bytesText(maxBytes)} here. A server with more boosts may take larger ones.`;
}
