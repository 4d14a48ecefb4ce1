import { LitElement, html, nothing, type TemplateResult } from 'lit';

import type { Limits } from '../../protocol.js';
import { withFiles } from '../composer/chosen-files.js';
import { filePreviews, type PreviewedFile } from '../composer/file-previews.js';
import { fieldLabel } from './field-label.js';
import type { ModalUpload } from './modal-inputs.js';

/** A field for files of a modal: the person picks them, sees them, and can take each out again. */
export class UploadFieldElement extends LitElement {
  static override properties = {
    field: { attribute: false },
    limits: { attribute: false },
    problem: {},
    chosen: { state: true },
    problems: { state: true },
  };

  declare field: ModalUpload;
  /** The limits of a message, which hold for a modal too. */
  declare limits: Limits;
  /** What kept the modal from being sent; empty: nothing. */
  declare problem: string;
  /** Is told all files after each change. */
  declare choose: (files: readonly File[]) => void;
  declare chosen: readonly PreviewedFile[];
  declare problems: readonly string[];

  constructor() {
    super();
    this.problem = '';
    this.chosen = [];
    this.problems = [];
  }

  protected override createRenderRoot(): this {
    return this;
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    for (const { url } of this.chosen) URL.revokeObjectURL(url);
  }

  protected override render(): TemplateResult {
    const { custom_id: id, required = true, max_values: max = 1 } = this.field.upload;
    const problems = this.problem === '' ? this.problems : [this.problem];
    return html`<div class="field">
      ${fieldLabel(id, this.field, required)}
      ${filePreviews(this.chosen, (file) => this.#remove(file))}
      <input
        id="modal-${id}"
        type="file"
        ?multiple=${max > 1}
        ?required=${required}
        aria-invalid=${problems.length === 0 ? 'false' : 'true'}
        aria-describedby="${id}-note"
        @change=${this.#onChange}
      />
      <p class="note" id="${id}-note">
        <span class="problem" aria-live="polite">${problems.join(' ')}</span>
        ${max > 1 ? html`<span class="counter">${this.chosen.length} / ${max}</span>` : nothing}
      </p>
    </div>`;
  }

  readonly #onChange = ({ target }: Event): void => {
    if (!(target instanceof HTMLInputElement)) return;
    const before = this.chosen.map(({ file }) => file);
    const limits = { ...this.limits, maxFiles: this.field.upload.max_values ?? 1 };
    const { files, problems } = withFiles(before, [...(target.files ?? [])], limits);
    const added = files.slice(before.length);
    this.#take([
      ...this.chosen,
      ...added.map((file) => ({ file, url: URL.createObjectURL(file) })),
    ]);
    this.problems = problems;
    target.value = '';
  };

  #remove(removed: PreviewedFile): void {
    URL.revokeObjectURL(removed.url);
    this.#take(this.chosen.filter((each) => each !== removed));
  }

  #take(chosen: readonly PreviewedFile[]): void {
    this.chosen = chosen;
    this.problems = [];
    this.choose(chosen.map(({ file }) => file));
  }
}
