import type { GenerationProgress } from '../interactions/generation-progress.js';
import type { GenerationSource } from '../interactions/generation.js';
import type { InteractionState } from '../interactions/interaction-state.js';
import { cardPicture, shownInEmbed, type CardMessage } from './card-message.js';
import { CardView } from './card-view.js';
import type { GenerationTicket } from '../interactions/generation.js';
import { processRequestRows } from './card-rows.js';
import { footerFor } from '../interactions/interaction-id.js';
import { PREVIEW_COLOR } from './colors.js';
import { withinLimits } from './embed-limits.js';
import { plainText } from './plain-text.js';
import { noteFields, statusField } from './status-fields.js';
import type { Style } from '../interactions/styles.js';

/** The preview: shows the request and waits for confirmation. */
export class ProcessRequestView extends CardView<ProcessRequestView> {
  readonly kind = 'process_view';

  /** Requests a generation in a style, with the prompt and the pictures if there are any. */
  applyStyle(style: Style, ticket: GenerationTicket): ProcessRequestView {
    return this.request(ticket, this.wordingOf(style, this.prompt), style.key);
  }

  render(): CardMessage {
    const { state } = this;
    const shown = state.outputs[0];
    const picture = shown ? cardPicture(shown.image, state) : null;
    const embed = withinLimits({
      title: 'Your request',
      color: PREVIEW_COLOR,
      description: plainText(this.prompt) || '*No prompt: the pictures alone.*',
      fields: [
        { name: 'Kind', value: this.requestKind(), inline: true },
        { name: 'Pictures', value: String(state.inputs.length), inline: true },
        statusField(state.generation, this.progress),
        ...noteFields(state.notes),
      ],
      footer: { text: footerFor(state.id) },
      ...(picture && shownInEmbed(picture.name)),
    });
    return { embed, rows: processRequestRows(state.id, this.isWaiting, this.offer), picture };
  }

  withProgress(progress: GenerationProgress | null): ProcessRequestView {
    return new ProcessRequestView(this.state, progress);
  }

  private requestKind(): string {
    if (this.state.inputs.length === 0) return 'Text to image';
    return this.prompt ? 'Text + images' : 'Images only';
  }

  protected source(): GenerationSource {
    return { kind: this.state.inputs.length > 0 ? 'inputs' : 'none' };
  }

  protected withState(state: InteractionState): ProcessRequestView {
    return new ProcessRequestView(state);
  }
}
