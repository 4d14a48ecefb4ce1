import type { APIApplicationCommandBasicOption } from 'discord-api-types/v10';
import { LitElement, html, nothing, type PropertyValues, type TemplateResult } from 'lit';

import { isFocusLeaving, typedIn } from '../shell/dom-events.js';
import { placeBeside } from '../shell/place-beside.js';

/** A value that can be chosen. */
export interface Choice {
  readonly name: string;
  readonly value: string | number;
}

/** No choice is active, so that Enter sends the form. */
const NONE = -1;

/** A text with the bot's completions. It shows the name of the chosen one, and tells its value. */
export class CompletedFieldElement extends LitElement {
  static override properties = {
    fieldId: {},
    option: { attribute: false },
    choices: { state: true },
    active: { state: true },
  };

  declare fieldId: string;
  declare option: APIApplicationCommandBasicOption;
  declare complete: (typed: string) => Promise<readonly Choice[]>;
  /** Is told of every change; an empty text: none. */
  declare write: (value: string) => void;
  declare choices: readonly Choice[];
  declare active: number;
  /** How many completions were asked for. */
  #asked = 0;

  constructor() {
    super();
    this.choices = [];
    this.active = NONE;
  }

  protected override createRenderRoot(): this {
    return this;
  }

  protected override updated(changed: PropertyValues<this>): void {
    const popup = this.querySelector<HTMLElement>('[popover]');
    const field = this.#field();
    if (!popup || !field) return;
    if (changed.has('choices')) {
      popup.showPopover();
      placeBeside(popup, field);
    }
    popup.querySelector('.active')?.scrollIntoView({ block: 'nearest' });
  }

  protected override render(): TemplateResult {
    const { fieldId, option, choices, active } = this;
    const { name, description, required } = option;
    const isOpen = choices.length > 0;
    return html`<input
        id=${fieldId}
        name=${name}
        type="text"
        role="combobox"
        aria-autocomplete="list"
        aria-expanded=${isOpen ? 'true' : 'false'}
        aria-controls=${isOpen ? `${fieldId}-choices` : nothing}
        aria-activedescendant=${active === NONE ? nothing : `${fieldId}-${active}`}
        placeholder=${description}
        title=${description}
        autocomplete="off"
        ?required=${required}
        @input=${this.#onInput}
        @focus=${(event: Event) => this.#ask(typedIn(event))}
        @keydown=${this.#onKey}
        @focusout=${this.#onFocusOut}
      />
      ${isOpen ? this.#popup() : nothing}`;
  }

  #popup(): TemplateResult {
    const { fieldId, choices, active } = this;
    return html`<div
      class="completions"
      popover="manual"
      role="listbox"
      id="${fieldId}-choices"
      aria-label=${this.option.name}
    >
      ${choices.map(
        (choice, n) =>
          html`<div
            class="option ${n === active ? 'active' : ''}"
            role="option"
            id="${fieldId}-${n}"
            aria-selected=${n === active ? 'true' : 'false'}
            @pointermove=${() => (this.active = n)}
            @mousedown=${(event: Event) => event.preventDefault()}
            @click=${() => this.#take(choice)}
          >
            ${choice.name}
          </div>`,
      )}
    </div>`;
  }

  async #ask(typed: string): Promise<void> {
    this.#asked += 1;
    const asked = this.#asked;
    const found = await this.complete(typed);
    // An answer to what was typed before may come later than the newest one.
    if (asked !== this.#asked || document.activeElement !== this.#field()) return;
    this.choices = found;
    this.active = typed === '' || found.length === 0 ? NONE : 0;
  }

  #take({ name, value }: Choice): void {
    const field = this.#field();
    if (field) field.value = name;
    this.write(String(value));
    this.#close();
  }

  #close(): void {
    this.#asked += 1;
    this.choices = [];
    this.active = NONE;
  }

  #field(): HTMLInputElement | null {
    return this.querySelector('input');
  }

  readonly #onInput = (event: Event): void => {
    const typed = typedIn(event);
    this.write(typed);
    this.#close();
    void this.#ask(typed);
  };

  readonly #onKey = (event: KeyboardEvent): void => {
    const { choices, active } = this;
    const last = choices.length - 1;
    const taken = choices[active];
    if (event.key === 'ArrowDown' && last < 0) void this.#ask(typedIn(event));
    else if (last < 0) return;
    else if (event.key === 'ArrowDown') this.active = active === last ? 0 : active + 1;
    else if (event.key === 'ArrowUp') this.active = active <= 0 ? last : active - 1;
    else if (event.key === 'Escape') this.#close();
    else if (event.key === 'Enter' && taken) this.#take(taken);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };

  readonly #onFocusOut = (event: FocusEvent): void => {
    if (isFocusLeaving(event, this)) this.#close();
  };
}
