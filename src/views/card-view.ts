import type {
  Generation,
  GenerationSource,
  InteractionState,
} from '../interactions/interaction-state.js';
import type { GenerationProgress } from '../interactions/generation-progress.js';
import type { CardMessage } from './card-message.js';
import type { CardOffer } from './card-rows.js';
import { styledPrompt, type Style } from '../interactions/styles.js';

/** Who asked for a generation, when, and under which id. */
export interface GenerationTicket {
  readonly id: string;
  readonly requestedBy: string;
  /** ISO 8601, UTC. */
  readonly requestedAt: string;
}

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

  protected abstract with(changes: Partial<InteractionState>): Self;

  /** The same card, which also says how far its generation is. */
  abstract withProgress(progress: GenerationProgress | null): Self;

  /**
   * Whether the card waits for a generation, which can be called off; most of its buttons are
   * disabled then. A picture that is stored and only on its way to the card is in nobody's way.
   */
  get isWaiting(): boolean {
    const status = this.state.generation?.status;
    return status === 'requested' || status === 'running';
  }

  /** Whether there is a generation that failed and can be asked for again as it was. */
  get canTryAgain(): boolean {
    return !this.isWaiting && this.state.generation?.failure?.retryable === true;
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
    return this.with({ currentPrompt });
  }

  /** Asks for the current prompt to be run. While a generation is under way, nothing changes. */
  process(ticket: GenerationTicket): Self {
    return this.request(ticket, this.state.currentPrompt || WITHOUT_PROMPT, null);
  }

  /** Calls the generation off, as long as it has no outcome. */
  cancel(): Self {
    const { generation } = this.state;
    if (generation === null || !this.isWaiting) return this.with({});
    return this.with({
      generation: { ...generation, status: 'cancelling', lease: null, retry: null },
    });
  }

  /** Asks once more for what failed, unless the card has moved on from that. */
  tryAgain(ticket: GenerationTicket): Self {
    const { generation } = this.state;
    if (generation === null || !this.canTryAgain) return this.with({});
    return this.ask(ticket, generation);
  }

  protected request(ticket: GenerationTicket, prompt: string, styleKey: string | null): Self {
    if (this.isWaiting) return this.with({});
    return this.ask(ticket, { prompt, styleKey, source: this.source() });
  }

  private ask(
    ticket: GenerationTicket,
    { prompt, styleKey, source }: Pick<Generation, 'prompt' | 'styleKey' | 'source'>,
  ): Self {
    const generation: Generation = {
      ...ticket,
      status: 'requested',
      prompt,
      styleKey,
      source,
      lease: null,
      claims: 0,
      failedTries: 0,
      troubleSince: null,
      retry: null,
      failure: null,
    };
    return this.with({ generation });
  }

  /** The wording of `style` for what a generation from this card works from. */
  protected wordingOf(style: Style, prompt: string): string {
    return styledPrompt(style, { prompt, hasPictures: !this.needsPrompt });
  }
}
