import { LitElement, html, type TemplateResult } from 'lit';

import { durationText } from './amounts.js';

/** A duration that counts up from a start time. */
export class TickerElement extends LitElement {
  static override properties = { since: { attribute: false }, now: { state: true } };

  /** In milliseconds since the Unix epoch. */
  declare since: number;
  declare now: number;
  #timer = 0;

  constructor() {
    super();
    this.now = Date.now();
  }

  protected override createRenderRoot(): this {
    return this;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#timer = window.setInterval(() => (this.now = Date.now()), 1000);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearInterval(this.#timer);
  }

  protected override render(): TemplateResult {
    return html`${durationText(Math.max(0, this.now - this.since))}`;
  }
}
