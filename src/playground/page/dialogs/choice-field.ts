import { html, nothing, type TemplateResult } from 'lit';

import { typedIn } from '../shell/dom-events.js';
import type { ModalChoice } from './modal-inputs.js';

/**
 * A select of a modal.
 *
 * @param value the chosen option's; empty where none is chosen.
 */
export function choiceField(
  { choice, label, description }: ModalChoice,
  value: string,
  choose: (value: string) => void,
): TemplateResult {
  const { custom_id: id, options, required = true, placeholder = 'Make a selection' } = choice;
  return html`<div class="field">
    <label for="modal-${id}"
      >${label}${required ? html`<span class="required" aria-hidden="true"> *</span>` : nothing}</label
    >
    ${description === '' ? nothing : html`<p class="muted">${description}</p>`}
    <select
      id="modal-${id}"
      ?required=${required}
      @change=${(event: Event) => choose(typedIn(event))}
    >
      ${value === '' ? html`<option value="" selected>${placeholder}</option>` : nothing}
      ${options.map(
        (option) =>
          html`<option value=${option.value} ?selected=${option.value === value}>
            ${option.label}
          </option>`,
      )}
    </select>
  </div>`;
}
