import type { InteractionWebhook } from 'discord.js';
import { LRUCache } from 'lru-cache';
import { inject, injectable } from 'tsyringe';

import { CLOCK, type Clock } from '../../../platform/clock.js';
import type { InteractionState } from '../../../interactions/interaction-state.js';
import type { CardInteraction } from '../answering/card-interaction.js';

/** Discord's fifteen minutes, less one for the way of the last edit. */
const LIFETIME_MS = 14 * 60 * 1000;

/** More cards are not used within fifteen minutes; the others are edited by their channel. */
const MAX_CLICKS = 10_000;

/** The part of a click by which its card can be edited and read. */
export type ClickWebhook = Pick<InteractionWebhook, 'editMessage' | 'fetchMessage'>;

interface CardClick {
  readonly webhook: ClickWebhook;
  readonly untilMs: number;
  readonly messageId: string | null;
}

/**
 * The last click on each card. Its token edits the card for fifteen minutes, and such edits do not
 * count against the limits of the channel. After a restart there are none.
 */
@injectable()
export class ClickTokens {
  private readonly clicks = new LRUCache<string, CardClick>({
    max: MAX_CLICKS,
  });

  constructor(@inject(CLOCK) private readonly clock: Clock) {}

  /** Remembers a click, if it was answered by its card and not by a message of its own. */
  note(interactionId: string, click: CardInteraction): void {
    if (!click.deferred && !click.replied) return;
    if (click.ephemeral === true) return;
    const untilMs = click.createdTimestamp + LIFETIME_MS;
    const messageId = click.message?.id ?? null;
    this.clicks.set(interactionId, { webhook: click.webhook, untilMs, messageId });
  }

  /**
   * What edits the card now; undefined where only the channel does. The token of a click on a
   * message that was the card before would edit that one.
   */
  of({ id, messageId }: Pick<InteractionState, 'id' | 'messageId'>): ClickWebhook | undefined {
    const click = this.clicks.get(id);
    if (click === undefined || click.untilMs <= this.clock.now()) return undefined;
    return click.messageId === messageId ? click.webhook : undefined;
  }

  /** The token was refused. */
  forget(interactionId: string): void {
    this.clicks.delete(interactionId);
  }
}
