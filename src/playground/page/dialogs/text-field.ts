import { TextInputStyle } from 'discord-api-types/v10';
import { html, type TemplateResult } from 'lit';

import { typedIn } from '../shell/dom-events.js';
import { fieldLabel } from './field-label.js';
import { maxLengthOf, problemOf, type ModalInput } from './modal-inputs.js';

/**
 * A text input of a modal, with its counter.
 *
 * @param problem what kept the modal from being sent; undefined: nothing
 */
export function textField(
  field: ModalInput,
  text: string,
  problem: string | undefined,
  write: (text: string) => void,
): TemplateResult {
  const { input } = field;
  const { custom_id: id, placeholder = '', required = true, style } = input;
  const isOver = text.length > maxLengthOf(input);
  const shown = problem ?? (isOver ? problemOf(input, text) : null);
  const onInput = (event: Event) => write(typedIn(event));
  return html`<div class="field">
    ${fieldLabel(id, field, required)}
    ${
      style === TextInputStyle.Paragraph
        ? html`<textarea
            id="modal-${id}"
            rows="6"
            placeholder=${placeholder}
            ?required=${required}
            aria-invalid=${shown === null ? 'false' : 'true'}
            aria-describedby="${id}-note"
            .value=${text}
            @input=${onInput}
          ></textarea>`
        : html`<input
            id="modal-${id}"
            type="text"
            placeholder=${placeholder}
            ?required=${required}
            aria-invalid=${shown === null ? 'false' : 'true'}
            aria-describedby="${id}-note"
            .value=${text}
            @input=${onInput}
          />`
    }
    <p class="note" id="${id}-note">
      <span class="problem" aria-live="polite">${shown ?? ''}</span>
      <span class="counter ${isOver ? 'over' : ''}">${text.length} / ${maxLengthOf(input)}</span>
    </p>
  </div>`;
}
