import {
  isWaiting,
  type GenerationSource,
  type GenerationTicket,
} from '../interactions/generation.js';
import type { GenerationProgress } from '../interactions/generation-progress.js';
import type { InteractionState } from '../interactions/interaction-state.js';
import { styledPrompt, type Style } from '../interactions/styles.js';
import { cancel, canTryAgain, request, tryAgain } from '../interactions/transitions.js';
import type { CardMessage } from './card-message.js';
import type { CardOffer } from './card-rows.js';

const WITHOUT_PROMPT =
  'Create a new picture from the attached ones: keep what they show recognisable, and give it a fresh, well-lit, carefully composed look.';

/**
 * What both views share. A view is an immutable value around a state; each change returns a new
 * view, and `render` draws it. Neither touches storage, clock or chance.
 */
export abstract class CardView<Self> {
  /** @param progress what a card can say beside what is stored; null where there is nothing. */
  constructor(
    readonly state: InteractionState,
    readonly progress: GenerationProgress | null = null,
  ) {}

  /** The card as Discord shall show it. */
  abstract render(): CardMessage;

  /** The pictures that a generation from this card works from. */
  protected abstract source(): GenerationSource;

  /** The view of a changed state. */
  protected abstract withState(state: InteractionState): Self;

  /** The same card, which also says how far its generation is. */
  abstract withProgress(progress: GenerationProgress | null): Self;

  /**
   * Whether the card waits for a generation, which can be cancelled; most of its buttons are
   * disabled then. While a stored picture is on its way to the card, nothing is disabled.
   */
  get isWaiting(): boolean {
    return isWaiting(this.state.generation);
  }

  /** Whether there is a generation that failed and can be asked for again as it was. */
  get canTryAgain(): boolean {
    return canTryAgain(this.state);
  }

  /** What the card puts forward now. */
  protected get offer(): CardOffer | null {
    if (this.isWaiting) return 'cancel';
    if (this.canTryAgain) return 'try_again';
    return this.state.generation?.failure?.promptIsReason === true ? 'edit_prompt' : null;
  }

  /** Whether an empty prompt would leave nothing to work from. */
  get needsPrompt(): boolean {
    return this.source().kind === 'none';
  }

  withPrompt(currentPrompt: string): Self {
    return this.withState({ ...this.state, currentPrompt });
  }

  /** Asks for the current prompt to be run. While a generation is active, nothing changes. */
  process(ticket: GenerationTicket): Self {
    return this.request(ticket, this.state.currentPrompt || WITHOUT_PROMPT, null);
  }

  /** Cancels the generation, as long as it has no outcome. */
  cancel(): Self {
    return this.withState(cancel(this.state));
  }

  /** Asks once more for what failed, unless the card has moved on from that. */
  tryAgain(ticket: GenerationTicket): Self {
    return this.withState(tryAgain(this.state, ticket));
  }

  protected request(ticket: GenerationTicket, prompt: string, styleKey: string | null): Self {
    const wanted = { prompt, styleKey, source: this.source() };
    return this.withState(request(this.state, ticket, wanted));
  }

  /** The wording of `style` for what a generation from this card works from. */
  protected wordingOf(style: Style, prompt: string): string {
    return styledPrompt(style, { prompt, hasPictures: !this.needsPrompt });
  }
}
