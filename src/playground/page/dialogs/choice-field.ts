import { html, nothing, type TemplateResult } from 'lit';

import { typedIn } from '../shell/dom-events.js';
import { fieldLabel } from './field-label.js';
import type { ModalChoice } from './modal-inputs.js';

/**
 * A select of a modal.
 *
 * @param value the chosen option's; empty where none is chosen.
 */
export function choiceField(
  field: ModalChoice,
  value: string,
  choose: (value: string) => void,
): TemplateResult {
  const { custom_id: id, options, required = true } = field.choice;
  const { placeholder = 'Make a selection' } = field.choice;
  return html`<div class="field">
    ${fieldLabel(id, field, required)}
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
