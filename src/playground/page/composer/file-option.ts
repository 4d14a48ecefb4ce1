import { html, nothing, type TemplateResult } from 'lit';

import { icon } from '../shell/icons.js';
import type { PreviewedFile } from './file-previews.js';

/** An option that takes a file: the field, and the chosen file with a button that removes it. */
export function fileOption(
  id: string,
  { name, description, required = false }: OptionTexts,
  chosen: PreviewedFile | undefined,
  attach: (file: File | undefined) => void,
): TemplateResult {
  const onChange = ({ target }: Event): void => {
    if (target instanceof HTMLInputElement) attach(target.files?.[0]);
  };
  return html`<div class="file-option ${chosen ? 'chosen' : ''}">
    ${chosen?.file.type.startsWith('image/') ? html`<img src=${chosen.url} alt="" />` : nothing}
    <input
      id=${id}
      name=${name}
      type="file"
      title=${description}
      ?required=${required}
      @change=${onChange}
    />
    ${
      chosen
        ? html`<button
            type="button"
            aria-label="Remove ${chosen.file.name}"
            title="Remove"
            @click=${() => putFile(id, null)}
          >
            ${icon('close')}
          </button>`
        : nothing
    }
  </div>`;
}

interface OptionTexts {
  readonly name: string;
  readonly description: string;
  readonly required?: boolean | undefined;
}

/** Puts a file into a field as if a person had chosen it there; null empties the field. */
export function putFile(fieldId: string, file: File | null): void {
  const field = document.querySelector<HTMLInputElement>(`#${fieldId}`);
  if (!field) return;
  const transfer = new DataTransfer();
  if (file) transfer.items.add(file);
  field.files = transfer.files;
  field.dispatchEvent(new Event('change', { bubbles: true }));
  field.focus();
}
