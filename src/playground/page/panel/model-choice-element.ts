import { LitElement, html, nothing, type TemplateResult } from 'lit';

import type { ModelState } from '../../protocol.js';
import type { App } from '../acting/app.js';

/** The choice of the model. A typed key goes to the playground and is not stored here. */
export class ModelChoiceElement extends LitElement {
  static override properties = { model: { attribute: false }, isAsking: { state: true } };

  declare app: App;
  declare model: ModelState;
  declare isAsking: boolean;

  constructor() {
    super();
    this.isAsking = false;
  }

  protected override createRenderRoot(): this {
    return this;
  }

  protected override render(): TemplateResult {
    const { model, name } = this.model;
    return html`<section aria-labelledby="model-heading">
      <h3 id="model-heading">Model</h3>
      <div class="choices" role="radiogroup" aria-labelledby="model-heading">
        <label
          ><input
            type="radio"
            name="model"
            .checked=${model === 'offline' && !this.isAsking}
            @change=${() => this.#offline()}
          />
          <span>Offline sketch <span class="muted">drawn on this machine</span></span></label
        >
        <label
          ><input
            type="radio"
            name="model"
            .checked=${model === 'gemini' || this.isAsking}
            @change=${() => this.#gemini()}
          />
          <span
            >Gemini
            <span class="muted">${model === 'gemini' ? name : 'with your own key'}</span></span
          ></label
        >
      </div>
      ${this.isAsking ? this.#keyForm() : nothing}
    </section>`;
  }

  #keyForm(): TemplateResult {
    return html`<form class="key-form" @submit=${this.#onSubmit}>
      <label for="api-key">Gemini API key</label>
      <input id="api-key" type="password" autocomplete="off" required spellcheck="false" />
      <p class="muted">Kept in the playground’s memory until it ends; never written or logged.</p>
      <div class="actions">
        <button type="submit" class="button primary">Use Gemini</button>
        <button type="button" class="button secondary" @click=${() => this.#cancel()}>
          Cancel
        </button>
      </div>
    </form>`;
  }

  #offline(): void {
    this.isAsking = false;
    void this.app.controls.chooseModel('offline', '');
  }

  #gemini(): void {
    if (this.model.hasKey) void this.app.controls.chooseModel('gemini', '');
    else this.isAsking = true;
  }

  #cancel(): void {
    this.isAsking = false;
  }

  readonly #onSubmit = (event: Event): void => {
    event.preventDefault();
    const input = this.querySelector<HTMLInputElement>('#api-key');
    const key = input?.value.trim() ?? '';
    if (input) input.value = '';
    void this.#useKey(key);
  };

  async #useKey(key: string): Promise<void> {
    if (await this.app.controls.chooseModel('gemini', key)) this.isAsking = false;
  }
}
