import type { CardUse } from '../config/rights.js';
import type { InteractionState } from './interaction-state.js';

/**
 * Whether somebody may change a card or make pictures on it. Where nobody knows who
 * asked, everybody may.
 */
export function mayUse(
  { userId }: Pick<InteractionState, 'userId'>,
  personId: string,
  use: CardUse,
): boolean {
  return use === 'everyone' || userId === null || userId === personId;
}
