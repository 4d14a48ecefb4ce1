import type {
  Generation,
  GenerationSource,
  InteractionState,
} from '../persistence/interaction-state.js';
import type { CardMessage } from './card-message.js';
import { styledPrompt, type Style } from './styles.js';

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
  constructor(readonly state: InteractionState) {}

  /** The card as Discord shall show it. */
  abstract render(): CardMessage;

  /** The pictures that a generation from this card works from. */
  protected abstract source(): GenerationSource;

  protected abstract with(changes: Partial<InteractionState>): Self;

  /** Whether the card waits for a generation; its buttons are disabled then. */
  get isWaiting(): boolean {
    const status = this.state.generation?.status;
    return status === 'requested' || status === 'running' || status === 'produced';
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

  protected request(ticket: GenerationTicket, prompt: string, styleKey: string | null): Self {
    if (this.isWaiting) return this.with({});
    const generation: Generation = {
      ...ticket,
      status: 'requested',
      prompt,
      styleKey,
      source: this.source(),
      lease: null,
      failure: null,
    };
    return this.with({ generation });
  }

  /** The wording of `style` for what a generation from this card works from. */
  protected wordingOf(style: Style, prompt: string): string {
    return styledPrompt(style, { prompt, hasPictures: !this.needsPrompt });
  }
}
