import {
  isWaiting,
  type GenerationSource,
  type GenerationTicket,
} from '../interactions/generation.js';
import type { GenerationProgress } from '../interactions/generation-progress.js';
import type { InteractionState } from '../interactions/interaction-state.js';
import { promptIn } from '../interactions/prompt.js';
import { styledPrompt, type Style } from '../interactions/styles.js';
import { cancel, canTryAgain, request, tryAgain } from '../interactions/transitions.js';
import type { CardMessage } from './card-message.js';
import type { CardOffer } from './card-rows.js';

const WITHOUT_PROMPT =
  'Create a new picture from the attached ones: keep what they show recognisable, and give it a fresh, well-lit, carefully composed look.';

/**
 * The common part of both views. A view is an immutable value around a state: each change returns a
 * new view, and `render` draws it. Views use no storage, clock or random values.
 */
export abstract class CardView<Self> {
  /** @param progress progress to show in addition to the state; null if there is none. */
  constructor(
    readonly state: InteractionState,
    readonly progress: GenerationProgress | null = null,
  ) {}

  /** The card as a Discord message. */
  abstract render(): CardMessage;

  /** The pictures that a generation from this card starts from. */
  protected abstract source(): GenerationSource;

  /** The view of a changed state. */
  protected abstract withState(state: InteractionState): Self;

  /** The same card, with the progress of its generation. */
  abstract withProgress(progress: GenerationProgress | null): Self;

  /**
   * Whether the card waits for a generation that can be cancelled; most of its buttons are then
   * disabled. While a stored outcome is being delivered to the card, nothing is disabled.
   */
  get isWaiting(): boolean {
    return isWaiting(this.state.generation);
  }

  /** Whether there is a failed generation that can be requested again unchanged. */
  get canTryAgain(): boolean {
    return canTryAgain(this.state);
  }

  /** The action that the card offers now. */
  protected get offer(): CardOffer | null {
    if (this.isWaiting) return 'cancel';
    if (this.canTryAgain) return 'try_again';
    return this.state.generation?.failure?.promptIsReason === true ? 'edit_prompt' : null;
  }

  /** Whether a generation needs a prompt, because there are no pictures. */
  get needsPrompt(): boolean {
    return this.source().kind === 'none';
  }

  /** The current prompt; empty when nobody would see anything of it. */
  protected get prompt(): string {
    return promptIn(this.state.currentPrompt);
  }

  withPrompt(currentPrompt: string): Self {
    return this.withState({ ...this.state, currentPrompt });
  }

  /**
   * Requests a generation with the current prompt. While a generation is active, nothing changes.
   */
  process(ticket: GenerationTicket): Self {
    return this.request(ticket, this.prompt || WITHOUT_PROMPT, null);
  }

  /** Cancels the generation while it has no outcome. */
  cancel(): Self {
    return this.withState(cancel(this.state));
  }

  /** Requests the failed generation again, if there is one. */
  tryAgain(ticket: GenerationTicket): Self {
    return this.withState(tryAgain(this.state, ticket));
  }

  protected request(ticket: GenerationTicket, prompt: string, styleKey: string | null): Self {
    const wanted = { prompt, styleKey, source: this.source() };
    return this.withState(request(this.state, ticket, wanted));
  }

  /** The wording of `style` for a generation from this card. */
  protected wordingOf(style: Style, prompt: string): string {
    return styledPrompt(style, { prompt, hasPictures: !this.needsPrompt });
  }
}
