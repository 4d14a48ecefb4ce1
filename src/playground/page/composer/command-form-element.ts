import { ApplicationCommandOptionType } from 'discord-api-types/v10';
import type { APIApplicationCommandBasicOption } from 'discord-api-types/v10';
import { LitElement, html, nothing, type TemplateResult } from 'lit';

import type { CommandOptions } from '../../protocol-requests.js';
import type { Sample } from '../../protocol.js';
import type { App } from '../acting/app.js';
import type { World } from '../state/world.js';
import { commandField } from './command-fields.js';
import type { PickableCommand } from './commands.js';
import { putFile } from './file-option.js';
import type { PreviewedFile } from './file-previews.js';
import { LoadingFiles } from './loading-files.js';
import { sampleFile, sampleProblem } from './picked-samples.js';
import { sampleTray } from './sample-tray.js';

/** The form of a picked slash command: the person fills in its options and sends it. */
export class CommandFormElement extends LitElement {
  static override properties = {
    command: { attribute: false },
    world: { attribute: false },
    isSending: { state: true },
    files: { state: true },
  };

  declare app: App;
  declare world: World;
  declare channelId: string;
  declare command: PickableCommand;
  /** Called when the command was sent or discarded. */
  declare close: () => void;
  declare isSending: boolean;
  /** The chosen files, by the names of their options. */
  declare files: Readonly<Record<string, PreviewedFile>>;
  readonly #loading = new LoadingFiles(() => this.requestUpdate());
  readonly #values = new Map<string, string>();

  constructor() {
    super();
    this.isSending = false;
    this.files = {};
  }

  protected override createRenderRoot(): this {
    return this;
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    for (const { url } of Object.values(this.files)) URL.revokeObjectURL(url);
  }

  protected override firstUpdated(): void {
    void this.#focusFirst();
  }

  protected override render(): TemplateResult {
    const { name, description, options } = this.command;
    return html`<form
      class="command-form"
      aria-label="/${name}"
      novalidate
      @submit=${this.#onSubmit}
      @keydown=${this.#onKey}
    >
      <p><span class="slash-name">/${name}</span> <span class="muted">${description}</span></p>
      ${
        options.length > 0
          ? html`<div class="fields">${options.map((option) => this.#field(option))}</div>`
          : nothing
      }
      <div class="actions">
        ${
          this.#freeFields().length > 0
            ? sampleTray(this.world.samples, (sample) => this.#pick(sample))
            : nothing
        }
        <span class="spacer"></span>
        <button class="button secondary" type="button" @click=${() => this.close()}>Cancel</button>
        <button class="button primary" type="submit" aria-busy=${this.isSending ? 'true' : 'false'}>
          Run
        </button>
      </div>
    </form>`;
  }

  /** Puts dropped, pasted or sample files into the options for files that are still empty. */
  addFiles(files: readonly File[]): void {
    const free = this.#freeFields();
    const left = files.slice(free.length);
    free.forEach((name, n) => {
      const file = files[n];
      if (file) putFile(`option-${name}`, file);
    });
    if (left.length > 0) this.app.navigating.notice(`/${this.command.name} takes no more files.`);
  }

  #pick(sample: Sample): void {
    this.#loading.add(
      sample.name,
      (signal) => sampleFile(sample, signal),
      (file) => this.addFiles([file]),
      () => this.app.navigating.notice(sampleProblem(sample)),
    );
  }

  #freeFields(): string[] {
    return this.command.options
      .filter(({ type }) => type === ApplicationCommandOptionType.Attachment)
      .map(({ name }) => name)
      .filter((name) => !(name in this.files));
  }

  #field(option: APIApplicationCommandBasicOption): TemplateResult {
    const { world, channelId, files } = this;
    const { name } = option;
    return commandField({
      option,
      world,
      channelId,
      file: files[name],
      write: (value) => this.#write(name, value),
      attach: (file) => this.#attach(name, file),
      complete: async (typed) => this.#completed(name, typed),
    });
  }

  #write(name: string, value: string): void {
    if (value === '') this.#values.delete(name);
    else this.#values.set(name, value);
  }

  #attach(name: string, file: File | undefined): void {
    const { [name]: before, ...others } = this.files;
    if (before) URL.revokeObjectURL(before.url);
    const chosen = file && { [name]: { file, url: URL.createObjectURL(file) } };
    this.files = { ...others, ...chosen };
  }

  async #completed(focused: string, typed: string) {
    const { command, channelId, app } = this;
    const options = { ...this.#options(), [focused]: typed };
    return app.interacting.complete(channelId, command.name, focused, options);
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

  /** The browser checks the fields only when all files have come. */
  async #send(): Promise<void> {
    if (this.isSending) return;
    this.isSending = true;
    const hasAll = await this.#loading.arrived();
    // The person has discarded it meanwhile.
    if (!this.isConnected) return;
    if (!hasAll || this.querySelector('form')?.reportValidity() !== true) {
      this.isSending = false;
      return;
    }
    const files = Object.entries(this.files).map(([name, { file }]) => [name, file] as const);
    const done = await this.app.interacting.command(
      this.channelId,
      this.command.name,
      this.#options(),
      Object.fromEntries(files),
    );
    this.isSending = false;
    if (done && this.isConnected) this.close();
  }

  /** A field with completions is there a moment after the form. */
  async #focusFirst(): Promise<void> {
    const completed = [...this.querySelectorAll<LitElement>('playground-completed-field')];
    await Promise.all(completed.map(async (each) => each.updateComplete));
    this.querySelector<HTMLElement>('input, select, button[type="submit"]')?.focus();
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
