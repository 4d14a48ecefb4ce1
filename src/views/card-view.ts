import type { GenerationSource } from '../interactions/generation-source.js';
import { isWaiting, type GenerationTicket } from '../interactions/generation.js';
import type { GenerationProgress } from '../interactions/generation-progress.js';
import type { InteractionState } from '../interactions/interaction-state.js';
import { toldOutputs } from '../interactions/batch.js';
import { goingOn } from '../interactions/conversation.js';
import { fitSettings, type FittedSettings } from '../interactions/fit-settings.js';
import type { OfferedModels } from '../interactions/offered-models.js';
import { promptIn } from '../interactions/prompt.js';
import { styledPrompt, type Style } from '../interactions/styles.js';
import { canTryAgain, tryAgain } from '../interactions/another-attempt.js';
import { cancel, request, type GenerationRequest } from '../interactions/transitions.js';
import { WITHOUT_PROMPT } from '../interactions/wordings.js';
import type { CardMessage } from './card-message.js';
import type { CardOffer } from './card-rows.js';
import { statusLine } from './status-line.js';
import { goingOnFrom, REFRESH_WHEN_DONE } from './words/progress.js';

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

  /**
   * Whether the outcome may not reach the card by itself, since only a click's token changes it.
   */
  get needsRefresh(): boolean {
    return this.isWaiting && this.state.reach === 'token';
  }

  /** Whether there is a failed generation that can be requested again unchanged. */
  get canTryAgain(): boolean {
    return canTryAgain(this.state);
  }

  /** How far the card's generation is, or what came of it; null where there is nothing to say. */
  protected get status(): string | null {
    const { generation } = this.state;
    const parts = [statusLine(generation, this.progress)];
    if (this.isWaiting && generation?.goesOn === true && generation.source.kind === 'output') {
      parts.push(goingOnFrom(generation.source.index + 1, toldOutputs(this.state).length));
    }
    if (this.needsRefresh) parts.push(REFRESH_WHEN_DONE);
    return parts[0] === null ? null : parts.join(' · ');
  }

  /** The next step that the card suggests now. */
  protected get offer(): CardOffer {
    if (this.isWaiting) return 'cancel';
    if (this.canTryAgain) return 'try_again';
    return this.state.generation?.failure?.promptIsReason === true ? 'edit_prompt' : 'process';
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

  /** A person keeps the card from cleanup, or nobody does. */
  keptFor(personId: string | null): Self {
    return this.withState({ ...this.state, keptBy: personId });
  }

  /** What follows on this card is made with these settings. */
  withSettings({ settings, notes, estimate }: FittedSettings): Self {
    return this.withState({ ...this.state, settings, estimate, settingsNotes: notes });
  }

  /**
   * Replaces what the models cannot do, in a generation that was just requested and in the settings
   * of the card. Configuration may have changed since they were chosen.
   */
  withPossibleSettings(models: OfferedModels): Self {
    const { generation, settings } = this.state;
    if (generation?.status !== 'requested') return this.withState(this.state);
    const asked = fitSettings(generation.settings, models);
    const next = fitSettings(settings, models);
    const notes = [...new Set([...asked.notes, ...next.notes])];
    return this.withState({
      ...this.state,
      settings: next.settings,
      estimate: next.estimate,
      settingsNotes: notes,
      generation: { ...generation, settings: asked.settings },
    });
  }

  /**
   * The generation that was just requested goes on with a conversation, where its model has one.
   */
  goingOn(models: OfferedModels): Self {
    return this.withState(goingOn(this.state, models));
  }

  /**
   * Requests a generation with the current prompt. While a generation is active, nothing changes.
   */
  process(ticket: GenerationTicket): Self {
    const { prompt } = this;
    return this.request(ticket, {
      prompt: prompt || WITHOUT_PROMPT,
      ownPrompt: prompt,
      styleKey: null,
      source: this.source(),
    });
  }

  /** Somebody cancels the generation while it has no outcome. */
  cancel(personId: string): Self {
    return this.withState(cancel(this.state, personId));
  }

  /** Requests the failed generation again, if there is one. */
  tryAgain(ticket: GenerationTicket): Self {
    return this.withState(tryAgain(this.state, ticket));
  }

  protected request(ticket: GenerationTicket, wanted: GenerationRequest): Self {
    return this.withState(request(this.state, ticket, wanted));
  }

  /**
   * Requests a generation in a style.
   *
   * @param from `prompt` becomes part of the wording; `ownPrompt`, where it is another one, is what
   * the person asked for.
   */
  protected requestStyle(
    style: Style,
    ticket: GenerationTicket,
    from: {
      readonly source: GenerationSource;
      readonly prompt: string;
      readonly ownPrompt?: string;
    },
  ): Self {
    const { source, prompt, ownPrompt = prompt } = from;
    const wording = styledPrompt(style, { prompt, hasPictures: source.kind !== 'none' });
    return this.request(ticket, { prompt: wording, ownPrompt, styleKey: style.key, source });
  }
}
