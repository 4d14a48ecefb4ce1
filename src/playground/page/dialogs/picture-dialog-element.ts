import { LitElement, html, nothing, type TemplateResult } from 'lit';

import type { App } from '../acting/app.js';
import type { EnlargedPicture } from '../state/screen.js';

/** An enlarged picture; Escape or a click closes it, and the focus returns. */
export class PictureDialogElement extends LitElement {
  static override properties = { picture: { attribute: false } };

  declare app: App;
  declare picture: EnlargedPicture | null;

  protected override createRenderRoot(): this {
    return this;
  }

  protected override updated(): void {
    const dialog = this.querySelector('dialog');
    if (dialog && !dialog.open) dialog.showModal();
  }

  protected override render(): TemplateResult | typeof nothing {
    if (!this.picture) return nothing;
    const { url, description } = this.picture;
    const close = () => this.querySelector('dialog')?.close();
    return html`<dialog
      class="enlarged"
      aria-label=${description}
      @close=${() => this.app.navigating.enlarge(null)}
      @click=${close}
    >
      <img src=${url} alt=${description} />
      <p>
        <a href=${url} target="_blank" @click=${(event: Event) => event.stopPropagation()}
          >Open in a new tab</a
        >
        <a href=${url} download="" @click=${(event: Event) => event.stopPropagation()}
          >Save picture</a
        >
        <button type="button" class="button secondary" @click=${close}>Close</button>
      </p>
    </dialog>`;
  }
}
