import { ApplicationCommandOptionType } from 'discord-api-types/v10';
import type { APIApplicationCommandBasicOption } from 'discord-api-types/v10';
import { LitElement, html, nothing, type TemplateResult } from 'lit';

import type { CommandOptions } from '../../protocol-requests.js';
import type { App } from '../acting/app.js';
import type { PickableCommand } from './commands.js';

type Choice = { readonly name: string; readonly value: string | number };

/** The form of a picked slash command: the person fills in its options and sends it. */
export class CommandFormElement extends LitElement {
  static override properties = {
    command: { attribute: false },
    isSending: { state: true },
    choices: { state: true },
  };

  declare app: App;
  declare channelId: string;
  declare command: PickableCommand;
  /** Called when the command was sent or discarded. */
  declare close: () => void;
  declare isSending: boolean;
  declare choices: Readonly<Record<string, readonly Choice[]>>;
  readonly #values = new Map<string, string>();

  constructor() {
    super();
    this.isSending = false;
    this.choices = {};
  }

  protected override createRenderRoot(): this {
    return this;
  }

  protected override firstUpdated(): void {
    this.querySelector<HTMLElement>('input, select, button[type="submit"]')?.focus();
  }

  protected override render(): TemplateResult {
    const { name, description, options } = this.command;
    return html`<form
      class="command-form"
      aria-label="/${name}"
      @submit=${this.#onSubmit}
      @keydown=${this.#onKey}
    >
      <span class="slash-name">/${name}</span>
      <span class="muted">${description}</span>
      <span class="fields">${options.map((option) => this.#field(option))}</span>
      <button class="button primary" type="submit" aria-busy=${this.isSending ? 'true' : 'false'}>
        Run
      </button>
      <button class="button secondary" type="button" @click=${() => this.close()}>Cancel</button>
    </form>`;
  }

  #field(option: APIApplicationCommandBasicOption): TemplateResult {
    const { name, description, required = false } = option;
    const fixed = 'choices' in option ? option.choices : undefined;
    const choices: readonly Choice[] = fixed ?? this.choices[name] ?? [];
    const isBoolean = option.type === ApplicationCommandOptionType.Boolean;
    return html`<label title=${description}
      >${name}${required ? ' *' : ''}
      ${
        isBoolean || fixed
          ? html`<select name=${name} ?required=${required} @change=${this.#onInput}>
              <option value=""></option>
              ${
                isBoolean
                  ? html`<option>true</option>
                      <option>false</option>`
                  : choices.map((each) => html`<option value=${each.value}>${each.name}</option>`)
              }
            </select>`
          : html`<input
                name=${name}
                type=${isNumber(option) ? 'number' : 'text'}
                step=${option.type === ApplicationCommandOptionType.Number ? 'any' : nothing}
                ?required=${required}
                list=${choices.length > 0 ? `choices-${name}` : nothing}
                placeholder=${description}
                autocomplete="off"
                @input=${(event: Event) => this.#onTyping(event, option)}
              />
              <datalist id="choices-${name}">
                ${choices.map((each) => html`<option value=${each.value}>${each.name}</option>`)}
              </datalist>`
      }</label
    >`;
  }

  readonly #onInput = ({ target }: Event): void => {
    const isField = target instanceof HTMLInputElement || target instanceof HTMLSelectElement;
    if (!isField) return;
    const { name, value } = target;
    if (value === '') this.#values.delete(name);
    else this.#values.set(name, value);
  };

  #onTyping(event: Event, option: APIApplicationCommandBasicOption): void {
    this.#onInput(event);
    if ('autocomplete' in option && option.autocomplete) void this.#complete(option.name);
  }

  async #complete(focused: string): Promise<void> {
    const { command, channelId, app } = this;
    const found = await app.interacting.complete(channelId, command.name, focused, this.#options());
    this.choices = { ...this.choices, [focused]: found };
  }

  #options(): CommandOptions {
    const filled = this.command.options.flatMap((option) => {
      const text = this.#values.get(option.name);
      return text === undefined ? [] : [[option.name, valueOf(option, text)] as const];
    });
    return Object.fromEntries(filled);
  }

  readonly #onSubmit = (event: Event): void => {
    event.preventDefault();
    void this.#send();
  };

  async #send(): Promise<void> {
    if (this.isSending) return;
    this.isSending = true;
    const done = await this.app.interacting.command(
      this.channelId,
      this.command.name,
      this.#options(),
    );
    this.isSending = false;
    if (done) this.close();
  }

  readonly #onKey = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape') return;
    event.stopPropagation();
    this.close();
  };
}

function isNumber({ type }: APIApplicationCommandBasicOption): boolean {
  return (
    type === ApplicationCommandOptionType.Integer || type === ApplicationCommandOptionType.Number
  );
}

function valueOf(option: APIApplicationCommandBasicOption, text: string) {
  if (isNumber(option)) return Number(text);
  return option.type === ApplicationCommandOptionType.Boolean ? text === 'true' : text;
}
