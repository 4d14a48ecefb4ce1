import type { SeenMessage } from '../../src/sandbox/client/seen-message.js';
import { statusOf } from '../support/e2e-card-look.js';

/** Whether a card waits for its picture. */
export function isWaiting(card: SeenMessage): boolean {
  return hasButton(card, 'Cancel') || (statusOf(card)?.startsWith('🍌') ?? false);
}

/** Whether a card has a button that can be pressed. */
export function isOn(card: SeenMessage, label: string): boolean {
  return card.buttons.some((button) => button.label === label && !button.disabled);
}

/** Whether a card has a button with that label or emoji. */
export function hasButton(card: SeenMessage, label: string): boolean {
  return card.buttons.some((button) => button.label === label || button.emoji === label);
}
