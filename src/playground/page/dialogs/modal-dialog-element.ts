import { TextInputStyle } from 'discord-api-types/v10';
import { LitElement, html, nothing, type PropertyValues, type TemplateResult } from 'lit';

import type { App } from '../acting/app.js';
import { markdown } from '../messages/markdown.js';
import { avatar } from '../shell/avatar.js';
import { typedIn } from '../shell/dom-events.js';
import type { PageState } from '../state/page-state.js';
import { nameOf, personOf, type World } from '../state/world.js';
import { choiceField } from './choice-field.js';
import {
  firstValueOf,
  isInput,
  isText,
  maxLengthOf,
  partsOf,
  problemOf,
  type ModalInput,
} from './modal-inputs.js';
import { icon } from '../shell/icons.js';

/**
 * A modal of the bot. It keeps its values until the bot accepts them, even if the bot is killed.
 */
export class ModalDialogElement extends LitElement {
  static override properties = {
    state: { attribute: false },
    values: { state: true },
    problems: { state: true },
  };

  declare app: App;
  declare state: PageState;
  declare values: Readonly<Record<string, string>>;
  declare problems: Readonly<Record<string, string>>;

  constructor() {
    super();
    this.values = {};
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
    const fields = this.#parts().filter((part) => !isText(part));
    this.values = Object.fromEntries(fields.map(firstValueOf));
  }

  protected override updated(): void {
    const dialog = this.querySelector('dialog');
    if (!dialog || dialog.open) return;
    dialog.showModal();
    const [first] = this.querySelectorAll<HTMLElement>('textarea, input, select, [type=submit]');
    first?.focus();
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

  #part(part: ReturnType<typeof partsOf>[number], world: World): TemplateResult {
    if (isText(part)) return html`<p class="display">${markdown(part.text, world)}</p>`;
    if (isInput(part)) return this.#textField(part);
    const { custom_id: id } = part.choice;
    return choiceField(part, this.values[id] ?? '', (value) => this.#write(id, value));
  }

  #textField({ input, label, description }: ModalInput): TemplateResult {
    const { custom_id: id, placeholder = '', required = true, style } = input;
    const text = this.values[id] ?? '';
    const problem =
      this.problems[id] ?? (text.length > maxLengthOf(input) ? problemOf(input, text) : null);
    const common = {
      describedBy: `${id}-note`,
      onInput: (event: Event) => this.#write(id, typedIn(event)),
    };
    return html`<div class="field">
      <label for="modal-${id}"
        >${label}${required ? html`<span class="required" aria-hidden="true"> *</span>` : nothing}</label
      >
      ${description === '' ? nothing : html`<p class="muted">${description}</p>`}
      ${
        style === TextInputStyle.Paragraph
          ? html`<textarea
              id="modal-${id}"
              rows="6"
              placeholder=${placeholder}
              ?required=${required}
              aria-invalid=${problem === null ? 'false' : 'true'}
              aria-describedby=${common.describedBy}
              .value=${text}
              @input=${common.onInput}
            ></textarea>`
          : html`<input
              id="modal-${id}"
              type="text"
              placeholder=${placeholder}
              ?required=${required}
              aria-invalid=${problem === null ? 'false' : 'true'}
              aria-describedby=${common.describedBy}
              .value=${text}
              @input=${common.onInput}
            />`
      }
      <p class="note" id=${common.describedBy}>
        <span class="problem" aria-live="polite">${problem ?? ''}</span>
        <span class="counter ${text.length > maxLengthOf(input) ? 'over' : ''}"
          >${text.length} / ${maxLengthOf(input)}</span
        >
      </p>
    </div>`;
  }

  #parts(): ReturnType<typeof partsOf> {
    const { modal } = this.state.screen;
    return modal ? partsOf(modal.modal) : [];
  }

  #write(id: string, text: string): void {
    const { [id]: _solved, ...problems } = this.problems;
    this.values = { ...this.values, [id]: text };
    this.problems = problems;
  }

  readonly #onSubmit = (event: Event): void => {
    event.preventDefault();
    const wrong = this.#parts()
      .filter(isInput)
      .flatMap(({ input }) => {
        const problem = problemOf(input, this.values[input.custom_id] ?? '');
        return problem === null ? [] : [[input.custom_id, problem] as const];
      });
    this.problems = Object.fromEntries(wrong);
    const [first] = wrong;
    if (first) this.querySelector<HTMLElement>(`[id="modal-${first[0]}"]`)?.focus();
    else void this.app.interacting.submitModal(this.values);
  };

  #close(): void {
    this.querySelector('dialog')?.close();
  }

  readonly #onClose = (): void => {
    if (this.state.screen.modal) this.app.navigating.closeModal();
  };
}
