import type { APIEmbedField } from 'discord-api-types/v10';

import type { GenerationProgress } from '../interactions/generation-progress.js';
import type { GenerationSource } from '../interactions/generation.js';
import type { InteractionState, OutputItem } from '../interactions/interaction-state.js';
import {
  cardPicture,
  isSamePicture,
  shownInEmbed,
  type CardMessage,
  type CardPicture,
} from './card-message.js';
import { styleOptionsRows } from './card-rows.js';
import { CardView } from './card-view.js';
import type { GenerationTicket } from '../interactions/generation.js';
import { RESULT_COLOR } from './colors.js';
import { clip, withinLimits } from './embed-limits.js';
import { footerFor } from '../interactions/interaction-id.js';
import { plainText } from './plain-text.js';
import { noteFields, plainField, statusField } from './status-fields.js';
import { styleByKey, type Style } from '../interactions/styles.js';
import { visibleText } from '../interactions/visible-text.js';

/** A model can write long texts, but the card is about the picture. */
const MODEL_TEXT_MAX = 500;

/** The result: shows one output at a time, and offers the next steps from it. */
export class StyleOptionsView extends CardView<StyleOptionsView> {
  readonly kind = 'style_view';

  next(): StyleOptionsView {
    return this.at(this.state.currentIndex + 1);
  }

  previous(): StyleOptionsView {
    return this.at(this.state.currentIndex - 1);
  }

  /** Requests the shown output in a style. */
  applyStyle(style: Style, ticket: GenerationTicket): StyleOptionsView {
    return this.request(ticket, this.wordingOf(style, ''), style.key);
  }

  /** Whether `pictureName`, which a card just showed, is an output other than the one shown now. */
  hasMovedOnFrom(pictureName: string): boolean {
    const index = this.state.outputs.findIndex((item) =>
      isSamePicture(pictureOf(item, this.state).name, pictureName),
    );
    return index !== -1 && index !== this.state.currentIndex;
  }

  render(): CardMessage {
    const { state, shown } = this;
    const picture = shown ? pictureOf(shown, state) : null;
    const embed = withinLimits({
      title: `Output ${state.currentIndex + 1} of ${state.outputs.length}`,
      color: RESULT_COLOR,
      description: shown ? describe(shown) : '',
      fields: [
        ...this.promptField(),
        ...(shown ? originFields(shown) : []),
        ...(this.hasStatus ? [statusField(state.generation, this.progress)] : []),
        ...noteFields(state.notes),
      ],
      footer: { text: footerFor(state.id) },
      ...(picture && shownInEmbed(picture.name)),
    });
    const rows = styleOptionsRows(state.id, {
      disabled: this.isWaiting,
      canWalk: state.outputs.length > 1,
      offer: this.offer,
    });
    return { embed, rows, picture };
  }

  withProgress(progress: GenerationProgress | null): StyleOptionsView {
    return new StyleOptionsView(this.state, progress);
  }

  protected source(): GenerationSource {
    const { shown, state } = this;
    if (!shown) return { kind: 'none' };
    // A contact sheet is only for display; the model gets the pictures themselves.
    if (shown.origin === 'input') return { kind: 'inputs' };
    return { kind: 'output', index: state.currentIndex };
  }

  protected withState(state: InteractionState): StyleOptionsView {
    return new StyleOptionsView(state);
  }

  /** Whether the card says something about a generation in addition to its picture. */
  private get hasStatus(): boolean {
    const { generation } = this.state;
    return (
      generation !== null && generation.status !== 'produced' && generation.status !== 'delivered'
    );
  }

  private get shown(): OutputItem | undefined {
    return this.state.outputs[this.state.currentIndex];
  }

  /** Shows the output with this index, or else the first or last one. */
  private at(index: number): StyleOptionsView {
    const last = Math.max(this.state.outputs.length - 1, 0);
    const currentIndex = Math.min(Math.max(index, 0), last);
    return this.withState({ ...this.state, currentIndex });
  }

  /** The prompt that Process Prompt would use, unless it made the shown picture. */
  private promptField(): APIEmbedField[] {
    const { currentPrompt } = this.state;
    return currentPrompt === this.shown?.promptUsed
      ? []
      : plainField('Current prompt', currentPrompt);
  }
}

function pictureOf({ deliveryImage, image }: OutputItem, state: InteractionState): CardPicture {
  return cardPicture(deliveryImage ?? image, state);
}

function describe(item: OutputItem): string {
  return item.origin === 'input' ? '*What you sent.*' : plainText(item.promptUsed);
}

function originFields(item: OutputItem): APIEmbedField[] {
  const style = item.styleKey === null ? undefined : styleByKey(item.styleKey);
  return [
    ...(style ? [{ name: 'Style', value: `${style.emoji} ${style.name}`, inline: true }] : []),
    ...plainField('Model', item.model, { inline: true }),
    ...plainField('The model says', item.text && clip(visibleText(item.text), MODEL_TEXT_MAX)),
  ];
}
