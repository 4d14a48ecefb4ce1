import { toldOutputs } from '../interactions/batch.js';
import type { GenerationProgress } from '../interactions/generation-progress.js';
import type { GenerationSource } from '../interactions/generation-source.js';
import type { GenerationTicket } from '../interactions/generation.js';
import type { InteractionState } from '../interactions/interaction-state.js';
import { styleByKey, type Style } from '../interactions/styles.js';
import { cardEmbed } from './card-embed.js';
import { cardPicture, type CardMessage } from './card-message.js';
import { processRequestRows } from './card-rows.js';
import { CardView } from './card-view.js';
import { PREVIEW_COLOR } from './colors.js';
import { expectedPrice } from './price-words.js';
import { relatedTo } from './related-cards.js';
import { settingsWords } from './settings-words.js';
import { madeFrom } from './words/cards.js';
import { UNCONFIRMED } from './words/progress.js';

/** The preview: shows the request and waits for confirmation. */
export class ProcessRequestView extends CardView<ProcessRequestView> {
  readonly kind = 'process_view';

  /** Where the request named a style, in that style. */
  override process(ticket: GenerationTicket): ProcessRequestView {
    const style = styleByKey(this.state.chosenStyle ?? '');
    return style ? this.applyStyle(style, ticket) : super.process(ticket);
  }

  /** Requests a generation in a style, with the prompt and the pictures if there are any. */
  applyStyle(style: Style, ticket: GenerationTicket): ProcessRequestView {
    return this.requestStyle(style, ticket, { source: this.source(), prompt: this.prompt });
  }

  render(): CardMessage {
    const { state, offer, needsRefresh } = this;
    const [shown] = toldOutputs(state);
    const picture = shown ? cardPicture(shown.image, state) : null;
    const embed = cardEmbed(state, {
      prompt: this.prompt,
      line: this.requestKind(),
      personId: state.userId,
      status: [this.status ?? UNCONFIRMED],
      fields: [],
      madeWith: [...settingsWords(state.settings), ...expectedPrice(state.estimate)],
      color: PREVIEW_COLOR,
      picture,
    });
    const rows = processRequestRows(state.id, { offer, needsRefresh });
    return { embed, rows, picture, ...relatedTo(state) };
  }

  withProgress(progress: GenerationProgress | null): ProcessRequestView {
    return new ProcessRequestView(this.state, progress);
  }

  private requestKind(): string[] {
    const count = this.state.inputs.length;
    const chosen = styleByKey(this.state.chosenStyle ?? '');
    const style = chosen ? [`${chosen.emoji} ${chosen.name}`] : [];
    return [madeFrom(count === 0 || this.prompt !== '', count), ...style];
  }

  protected source(): GenerationSource {
    return { kind: this.state.inputs.length > 0 ? 'inputs' : 'none' };
  }

  protected withState(state: InteractionState): ProcessRequestView {
    return new ProcessRequestView(state);
  }
}
