import type { APIEmbedField } from 'discord-api-types/v10';

import type { GenerationProgress } from '../interactions/generation-progress.js';
import type { GenerationSource } from '../interactions/generation-source.js';
import type { GenerationTicket } from '../interactions/generation.js';
import type { InteractionState, OutputItem } from '../interactions/interaction-state.js';
import { again, canMakeAgain, variation } from '../interactions/again.js';
import { batchAround, toldOutputs } from '../interactions/batch.js';
import { ownPromptOf } from '../interactions/own-prompt.js';
import { promptIn } from '../interactions/prompt.js';
import { AUTOMATIC_SETTINGS } from '../interactions/settings.js';
import { sourceOf, styleBase } from '../interactions/style-base.js';
import type { Style } from '../interactions/styles.js';
import { request } from '../interactions/transitions.js';
import { placeAfter, placeBefore, type Place } from '../interactions/walk.js';
import { visibleText } from '../interactions/visible-text.js';
import { cardEmbed, clippedPrompt } from './card-embed.js';
import type { CardMessage } from './card-message.js';
import { styleOptionsRows } from './card-rows.js';
import { CardView } from './card-view.js';
import { RESULT_COLOR } from './colors.js';
import { clip } from './embed-limits.js';
import { plainField } from './note-fields.js';
import { outputName } from './output-name.js';
import { placesOf } from './places.js';
import { plainText } from './plain-text.js';
import { hasOtherPicture, shownPicture } from './shown-picture.js';
import { paidPrice } from './price-words.js';
import { relatedTo } from './related-cards.js';
import { settingsWords } from './settings-words.js';
import { stylePlaceholder } from './style-placeholder.js';
import { MODEL_SAYS, NO_OUTPUT, outputOf, outputsOf, pictures } from './words/cards.js';
import { nextPrompt, nextSettings } from './words/progress.js';

/** A model can write long texts, but the card is about the picture. */
const MODEL_TEXT_MAX = 500;

/** The result: shows one output at a time, and offers the next steps from it. */
export class StyleOptionsView extends CardView<StyleOptionsView> {
  readonly kind = 'style_view';

  next(): StyleOptionsView {
    return this.walkTo(placeAfter(this.state));
  }

  previous(): StyleOptionsView {
    return this.walkTo(placeBefore(this.state));
  }

  /** Shows the output with this index; where there is none, the nearest one. */
  goTo(index: number): StyleOptionsView {
    const last = Math.max(this.state.outputs.length - 1, 0);
    return this.walkTo({ currentIndex: Math.min(Math.max(index, 0), last), showsSheet: false });
  }

  /** Requests a picture in a style, from the output that the select's text names. */
  applyStyle(style: Style, ticket: GenerationTicket): StyleOptionsView {
    return this.requestStyle(style, ticket, styleBase(this.state));
  }

  /** Whether a model made the shown output, so that it can be made again. */
  get canMakeAgain(): boolean {
    return canMakeAgain(this.state);
  }

  /** Requests exactly what made the shown output once more. For an input, nothing changes. */
  again(ticket: GenerationTicket): StyleOptionsView {
    const made = again(this.state);
    if (made === null) return this;
    return this.withState(request(this.state, ticket, made.wanted, made.settings));
  }

  /** Whether one picture is shown, so that it can be varied. */
  get canVary(): boolean {
    return this.shown !== undefined && !this.state.showsSheet;
  }

  /** Requests a variation of the shown output. */
  vary(ticket: GenerationTicket): StyleOptionsView {
    return this.request(ticket, variation(this.state));
  }

  /** Whether `pictureName`, which a card just showed, is a picture other than the one shown now. */
  hasMovedOnFrom(pictureName: string): boolean {
    return hasOtherPicture(this.state, pictureName);
  }

  render(): CardMessage {
    const { state, shown, offer } = this;
    const picture = shownPicture(state);
    const status = [this.nextPrompt(), this.nextSettings(), this.status];
    const embed = cardEmbed(state, {
      prompt: this.shownPrompt,
      line: this.place(),
      personId: shown?.making?.requestedBy ?? state.userId,
      status: status.filter((line) => line !== null),
      fields: shown ? modelsWords(shown) : [],
      madeWith: shown ? [...madeWith(shown), ...paidPrice(this.together)] : [],
      color: RESULT_COLOR,
      picture,
    });
    const rows = styleOptionsRows(state.id, {
      offer,
      needsRefresh: this.needsRefresh,
      canGoBack: placeBefore(state) !== null,
      canGoOn: placeAfter(state) !== null,
      canMakeAgain: this.canMakeAgain,
      canVary: this.canVary,
      isKept: state.keptBy !== null,
      stylePlaceholder: stylePlaceholder(state, styleBase(state)),
      places: placesOf(state),
    });
    return { embed, rows, picture, ...relatedTo(state) };
  }

  withProgress(progress: GenerationProgress | null): StyleOptionsView {
    return new StyleOptionsView(this.state, progress);
  }

  /** Where several pictures are shown, what they were made from: none of them is chosen. */
  protected source(): GenerationSource {
    const { shown, state } = this;
    const common = state.showsSheet ? shown?.making?.source : undefined;
    return common ?? sourceOf(state, state.currentIndex);
  }

  protected withState(state: InteractionState): StyleOptionsView {
    return new StyleOptionsView(state);
  }

  private get shown(): OutputItem | undefined {
    return this.state.outputs[this.state.currentIndex];
  }

  /** The outputs that are shown: one, or all that a contact sheet shows. */
  private get together(): readonly OutputItem[] {
    const { outputs, currentIndex, showsSheet } = this.state;
    const shown = showsSheet ? batchAround(outputs, currentIndex) : [currentIndex];
    return shown.flatMap((index) => outputs[index] ?? []);
  }

  /** What the person asked for in the shown output. */
  private get shownPrompt(): string {
    const { shown, state } = this;
    return shown ? ownPromptOf(shown, state) : promptIn(state.originalPrompt);
  }

  private place(): string[] {
    const { shown, state } = this;
    if (!shown) return [NO_OUTPUT];
    const { emoji, name } = outputName(shown) ?? { emoji: null, name: null };
    const named = name === null ? [] : [[emoji, name].filter(Boolean).join(' ')];
    const count = toldOutputs(state).length;
    if (!state.showsSheet) return [...named, outputOf(state.currentIndex + 1, count)];
    const batch = batchAround(state.outputs, state.currentIndex).map((index) => index + 1);
    return [...named, pictures(batch.length), outputsOf(batch, count)];
  }

  /** The prompt that Process Prompt would use, unless it made the shown picture. */
  private nextPrompt(): string | null {
    if (this.prompt === this.shownPrompt) return null;
    return nextPrompt(clippedPrompt(this.prompt));
  }

  /** The settings of what follows, unless they made the shown picture. */
  private nextSettings(): string | null {
    const { settings } = this.state;
    const words = settingsWords(settings).join(' · ');
    const made = this.shown?.making?.settings ?? AUTOMATIC_SETTINGS;
    if (words === settingsWords(made).join(' · ')) return null;
    return nextSettings(plainText(words));
  }

  /**
   * An arrow at the end of the list leads nowhere, and chooses nothing; a contact sheet neither.
   */
  private walkTo(place: Place | null): StyleOptionsView {
    const walked = place && { ...place, isChosen: !place.showsSheet };
    return this.withState({ ...this.state, ...walked });
  }
}

/** Model, ratio and size: those that were asked for, else what came. */
function madeWith({ model, making, image }: OutputItem): string[] {
  if (model === null) return [];
  const made = making?.settings ?? AUTOMATIC_SETTINGS;
  const asked = settingsWords({ ...made, model: null, count: null });
  return [model, ...(asked.length > 0 ? asked : [`${image.width} × ${image.height}`])];
}

function modelsWords({ text }: OutputItem): APIEmbedField[] {
  return plainField(MODEL_SAYS, text && clip(visibleText(text), MODEL_TEXT_MAX));
}
