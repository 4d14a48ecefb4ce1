import type { APISelectMenuOption, APIStringSelectComponent } from 'discord-api-types/v10';
import { LitElement, html, nothing, type PropertyValues, type TemplateResult } from 'lit';

import { isFocusLeaving, typedIn } from '../shell/dom-events.js';
import { placeBeside } from '../shell/place-beside.js';
import { emojiText } from './emoji-text.js';
import { matching } from './option-search.js';

let count = 0;

/** A string select: a button that opens a list with a search field. */
export class SelectElement extends LitElement {
  static override properties = {
    data: { attribute: false },
    isBusy: { attribute: false },
    isOpen: { state: true },
    query: { state: true },
    active: { state: true },
    chosen: { state: true },
  };

  /** The component in the message. */
  declare data: APIStringSelectComponent;
  /** Whether the bot has not answered yet. */
  declare isBusy: boolean;
  /** Called with the chosen values. */
  declare choose: (values: string[]) => void;
  declare isOpen: boolean;
  declare query: string;
  declare active: number;
  declare chosen: readonly string[];
  readonly #id = `select-${(count += 1)}`;

  constructor() {
    super();
    this.isBusy = false;
    this.isOpen = false;
    this.query = '';
    this.active = 0;
    this.chosen = [];
  }

  protected override createRenderRoot(): this {
    return this;
  }

  protected override willUpdate(changed: PropertyValues): void {
    if (!changed.has('data')) return;
    this.chosen = this.data.options.filter((each) => each.default).map(({ value }) => value);
    if (this.data.disabled === true) this.isOpen = false;
  }

  protected override updated(changed: PropertyValues): void {
    if (changed.has('isOpen') && this.isOpen) this.#place();
    if (this.isOpen) {
      this.querySelector('.option.active')?.scrollIntoView({ block: 'nearest' });
    }
  }

  protected override render(): TemplateResult {
    const { data, isOpen, isBusy } = this;
    const names = this.#optionsOf(this.chosen).map(({ label }) => label);
    const text = names.join(', ') || (data.placeholder ?? 'Make a selection');
    return html`<button
        class="select ${isBusy ? 'busy' : ''}"
        type="button"
        aria-haspopup="listbox"
        aria-expanded=${isOpen ? 'true' : 'false'}
        aria-busy=${isBusy ? 'true' : 'false'}
        aria-label=${data.placeholder ?? 'Make a selection'}
        ?disabled=${data.disabled === true}
        data-custom-id=${data.custom_id}
        @click=${() => (isOpen ? this.#close() : this.#open())}
        @keydown=${this.#onButtonKey}
      >
        <span class=${names.length > 0 ? 'value' : 'value muted'}>${text}</span>
        ${
          isBusy
            ? html`<span class="dots" aria-hidden="true"><i></i><i></i><i></i></span>`
            : html`<span class="chevron" aria-hidden="true"></span>`
        }
      </button>
      ${isOpen ? this.#popup() : nothing}`;
  }

  #popup(): TemplateResult {
    const shown = this.#shown();
    return html`<div class="select-popup" popover="manual" @focusout=${this.#onFocusOut}>
      <input
        type="text"
        role="combobox"
        aria-label="Search options"
        aria-expanded="true"
        aria-controls=${this.#id}
        aria-autocomplete="list"
        aria-activedescendant=${shown.length > 0 ? `${this.#id}-${this.active}` : nothing}
        placeholder="Search…"
        autocomplete="off"
        .value=${this.query}
        @input=${this.#onInput}
        @keydown=${this.#onListKey}
      />
      <div
        role="listbox"
        id=${this.#id}
        aria-label=${this.data.placeholder ?? 'Options'}
        aria-multiselectable=${this.#isMultiple() ? 'true' : 'false'}
      >
        ${shown.map((option, n) => this.#option(option, n))}
      </div>
      ${shown.length === 0 ? html`<p class="muted none">Nothing matches “${this.query}”.</p>` : nothing}
      ${
        this.#isMultiple()
          ? html`<button
              type="button"
              class="button primary"
              @click=${() => this.#commit(this.chosen)}
            >
              Done
            </button>`
          : nothing
      }
    </div>`;
  }

  #option(option: APISelectMenuOption, n: number): TemplateResult {
    const isChosen = this.chosen.includes(option.value);
    return html`<div
      class="option ${n === this.active ? 'active' : ''}"
      role="option"
      id="${this.#id}-${n}"
      aria-selected=${isChosen ? 'true' : 'false'}
      @pointermove=${() => (this.active = n)}
      @mousedown=${(event: Event) => event.preventDefault()}
      @click=${() => this.#take(option)}
    >
      <span class="emoji" aria-hidden="true">${emojiText(option.emoji)}</span>
      <span class="words"
        ><span class="label">${option.label}</span>
        ${option.description ? html`<span class="muted">${option.description}</span>` : nothing}</span
      >
      ${isChosen ? html`<span class="tick" aria-hidden="true">✓</span>` : nothing}
    </div>`;
  }

  #shown(): readonly APISelectMenuOption[] {
    return matching(this.data.options, this.query);
  }

  #isMultiple(): boolean {
    return (this.data.max_values ?? 1) > 1;
  }

  #optionsOf(values: readonly string[]): APISelectMenuOption[] {
    return this.data.options.filter(({ value }) => values.includes(value));
  }

  #open(): void {
    if (this.isBusy) return;
    this.query = '';
    this.active = 0;
    this.isOpen = true;
  }

  #place(): void {
    const popup = this.querySelector<HTMLElement>('.select-popup');
    const anchor = this.querySelector<HTMLElement>('button.select');
    if (!popup || !anchor) return;
    popup.showPopover();
    placeBeside(popup, anchor);
    popup.querySelector('input')?.focus();
  }

  #close(): void {
    this.isOpen = false;
    this.querySelector<HTMLElement>('button.select')?.focus();
  }

  #take({ value }: APISelectMenuOption): void {
    if (!this.#isMultiple()) {
      this.#commit([value]);
    } else if (this.chosen.includes(value)) {
      this.chosen = this.chosen.filter((other) => other !== value);
    } else if (this.chosen.length < (this.data.max_values ?? 1)) {
      this.chosen = [...this.chosen, value];
    }
  }

  #commit(values: readonly string[]): void {
    if (values.length < (this.data.min_values ?? 1)) return;
    this.chosen = values;
    this.#close();
    this.choose([...values]);
  }

  readonly #onInput = (event: Event): void => {
    this.query = typedIn(event);
    this.active = 0;
  };

  readonly #onButtonKey = (event: KeyboardEvent): void => {
    if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
    event.preventDefault();
    this.#open();
  };

  readonly #onListKey = (event: KeyboardEvent): void => {
    const shown = this.#shown();
    const last = shown.length - 1;
    const moves: Readonly<Record<string, number>> = {
      ArrowDown: this.active === last ? 0 : this.active + 1,
      ArrowUp: this.active <= 0 ? last : this.active - 1,
      PageDown: Math.min(last, this.active + 6),
      PageUp: Math.max(0, this.active - 6),
    };
    const moved = moves[event.key];
    const option = shown[this.active];
    if (moved !== undefined) this.active = moved;
    else if (event.key === 'Enter' && option) this.#take(option);
    else if (event.key === 'Escape') this.#close();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };

  readonly #onFocusOut = (event: FocusEvent): void => {
    if (isFocusLeaving(event, this)) this.isOpen = false;
  };
}
