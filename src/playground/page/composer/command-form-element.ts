import { ApplicationCommandOptionType } from 'discord-api-types/v10';
import type { APIApplicationCommandBasicOption } from 'discord-api-types/v10';
import { LitElement, html, type TemplateResult } from 'lit';

import type { CommandOptions } from '../../protocol-requests.js';
import type { App } from '../acting/app.js';
import type { World } from '../state/world.js';
import { commandField, type Choice } from './command-fields.js';
import type { PickableCommand } from './commands.js';

/** The form of a picked slash command: the person fills in its options and sends it. */
export class CommandFormElement extends LitElement {
  static override properties = {
    command: { attribute: false },
    world: { attribute: false },
    isSending: { state: true },
    choices: { state: true },
  };

  declare app: App;
  declare world: World;
  declare channelId: string;
  declare command: PickableCommand;
  /** Called when the command was sent or discarded. */
  declare close: () => void;
  declare isSending: boolean;
  declare choices: Readonly<Record<string, readonly Choice[]>>;
  readonly #values = new Map<string, string>();
  readonly #files: Record<string, File> = {};
  /** How many completions were asked for. */
  #asked = 0;

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
    const { world, channelId } = this;
    const completions = this.choices[option.name] ?? [];
    const input = (event: Event): void => this.#onInput(event, option);
    return commandField({ option, completions, world, channelId, input });
  }

  #onInput({ target, type }: Event, option: APIApplicationCommandBasicOption): void {
    const isField = target instanceof HTMLInputElement || target instanceof HTMLSelectElement;
    if (!isField) return;
    const { name, value } = target;
    if (option.type === ApplicationCommandOptionType.Attachment) {
      this.#chooseFile(name, 'files' in target ? target.files?.[0] : undefined);
      return;
    }
    if (value === '') this.#values.delete(name);
    else this.#values.set(name, value);
    const isCompleted = 'autocomplete' in option && (option.autocomplete ?? false);
    if (isCompleted && type !== 'change') void this.#complete(name);
  }

  #chooseFile(name: string, file: File | undefined): void {
    if (file === undefined) delete this.#files[name];
    else this.#files[name] = file;
  }

  async #complete(focused: string): Promise<void> {
    const { command, channelId, app } = this;
    this.#asked += 1;
    const asked = this.#asked;
    const typed = { ...this.#options(), [focused]: this.#values.get(focused) ?? '' };
    const found = await app.interacting.complete(channelId, command.name, focused, typed);
    // An answer to what was typed before may come later than the newest one.
    if (asked === this.#asked) this.choices = { ...this.choices, [focused]: found };
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
      this.#files,
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
  const number = Number(text);
  // What is no number is refused in the bot's place, with the reason.
  if (isNumber(option)) return Number.isNaN(number) ? text : number;
  return option.type === ApplicationCommandOptionType.Boolean ? text === 'true' : text;
}
