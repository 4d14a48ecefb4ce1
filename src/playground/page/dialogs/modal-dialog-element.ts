import { LitElement, html, nothing, type PropertyValues, type TemplateResult } from 'lit';

import type { App } from '../acting/app.js';
import { markdown } from '../messages/markdown.js';
import { avatar } from '../shell/avatar.js';
import type { PageState } from '../state/page-state.js';
import { nameOf, personOf, type World } from '../state/world.js';
import { choiceField } from './choice-field.js';
import { firstValuesOf, partsOf, problemsOf, type ModalPart } from './modal-inputs.js';
import { textField } from './text-field.js';
import { icon } from '../shell/icons.js';

/**
 * A modal of the bot. It keeps its values until the bot accepts them, even if the bot is killed.
 */
export class ModalDialogElement extends LitElement {
  static override properties = {
    state: { attribute: false },
    values: { state: true },
    files: { state: true },
    problems: { state: true },
  };

  declare app: App;
  declare state: PageState;
  declare values: Readonly<Record<string, string>>;
  declare files: Readonly<Record<string, readonly File[]>>;
  declare problems: Readonly<Record<string, string>>;

  constructor() {
    super();
    this.values = {};
    this.files = {};
    this.problems = {};
  }

  protected override createRenderRoot(): this {
    return this;
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has('state')) return;
    const open = this.state.screen.modal;
    if (open?.handle === changed.get('state')?.screen.modal?.handle) return;
    this.problems = {};
    this.files = {};
    this.values = firstValuesOf(this.#parts());
  }

  protected override updated(): void {
    const dialog = this.querySelector('dialog');
    if (!dialog || dialog.open) return;
    dialog.showModal();
    void this.#focusFirst();
  }

  protected override render(): TemplateResult | typeof nothing {
    const { world, screen } = this.state;
    const open = screen.modal;
    if (!open || !world) return nothing;
    const bot = nameOf(world, world.botId);
    return html`<dialog class="modal" aria-labelledby="modal-title" @close=${this.#onClose}>
      <form novalidate @submit=${this.#onSubmit}>
        <header>
          ${avatar(personOf(world, world.botId), bot)}
          <h2 id="modal-title">${open.modal.title}</h2>
          <button type="button" class="close" aria-label="Close" @click=${() => this.#close()}>
            ${icon('close')}
          </button>
        </header>
        ${this.#parts().map((each) => this.#part(each, world))}
        ${
          open.failure === null
            ? nothing
            : html`<p class="problem" role="alert">${open.failure} What you typed is kept.</p>`
        }
        <p class="muted hint">This form was sent to you by ${bot}.</p>
        <footer>
          <button type="button" class="button secondary" @click=${() => this.#close()}>
            Cancel
          </button>
          <button
            type="submit"
            class="button primary ${open.isSending ? 'busy' : ''}"
            aria-busy=${open.isSending ? 'true' : 'false'}
          >
            <span class="face">Submit</span>
            ${
              open.isSending
                ? html`<span class="dots" aria-hidden="true"><i></i><i></i><i></i></span>`
                : nothing
            }
          </button>
        </footer>
      </form>
    </dialog>`;
  }

  #part(part: ModalPart, world: World): TemplateResult {
    if ('text' in part) return html`<p class="display">${markdown(part.text, world)}</p>`;
    if ('input' in part) {
      const { custom_id: id } = part.input;
      const text = this.values[id] ?? '';
      return textField(part, text, this.problems[id], (value) => this.#write(id, value));
    }
    if ('choice' in part) {
      const { custom_id: id } = part.choice;
      return choiceField(part, this.values[id] ?? '', (value) => this.#write(id, value));
    }
    const { custom_id: id } = part.upload;
    return html`<playground-upload-field
      .field=${part}
      .limits=${world.limits}
      .problem=${this.problems[id] ?? ''}
      .choose=${(files: readonly File[]) => this.#attach(id, files)}
    ></playground-upload-field>`;
  }

  /** A field for files is there a moment after the dialog. */
  async #focusFirst(): Promise<void> {
    const uploads = [...this.querySelectorAll<LitElement>('playground-upload-field')];
    await Promise.all(uploads.map(async (each) => each.updateComplete));
    this.querySelector<HTMLElement>('textarea, input, select, [type=submit]')?.focus();
  }

  #parts(): readonly ModalPart[] {
    const { modal } = this.state.screen;
    return modal ? partsOf(modal.modal) : [];
  }

  #write(id: string, text: string): void {
    this.#forgive(id);
    this.values = { ...this.values, [id]: text };
  }

  #attach(id: string, files: readonly File[]): void {
    this.#forgive(id);
    this.files = { ...this.files, [id]: files };
  }

  #forgive(id: string): void {
    const { [id]: _solved, ...problems } = this.problems;
    this.problems = problems;
  }

  readonly #onSubmit = (event: Event): void => {
    event.preventDefault();
    this.problems = problemsOf(this.#parts(), this.values, this.files);
    const [first] = Object.keys(this.problems);
    if (first === undefined) void this.app.interacting.submitModal(this.values, this.files);
    else this.querySelector<HTMLElement>(`[id="modal-${first}"]`)?.focus();
  };

  #close(): void {
    this.querySelector('dialog')?.close();
  }

  readonly #onClose = (): void => {
    if (this.state.screen.modal) this.app.navigating.closeModal();
  };
}
