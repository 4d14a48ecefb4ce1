import { html, nothing, type TemplateResult } from 'lit';

/** The label of a field of a modal, with its description. */
export function fieldLabel(
  customId: string,
  { label, description }: { readonly label: string; readonly description: string },
  required: boolean,
): TemplateResult {
  return html`<label for="modal-${customId}"
      >${label}${required ? html`<span class="required" aria-hidden="true"> *</span>` : nothing}</label
    >
    ${description === '' ? nothing : html`<p class="muted">${description}</p>`}`;
}
