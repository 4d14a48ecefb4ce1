import { html, nothing, type TemplateResult } from 'lit';

import { bytesText } from '../panel/amounts.js';
import { icon } from '../shell/icons.js';

/** A file to send, with the address of its preview. */
export interface PreviewedFile {
  readonly file: File;
  readonly url: string;
}

/** The files of the message, each with a preview and a button that removes it; and those that come. */
export function filePreviews(
  files: readonly PreviewedFile[],
  remove: (file: PreviewedFile) => void,
  loadingNames: readonly string[] = [],
): TemplateResult | typeof nothing {
  if (files.length + loadingNames.length === 0) return nothing;
  return html`<ul class="previews" aria-label="Files to send">
    ${files.map(
      (each) =>
        html`<li>
          ${
            each.file.type.startsWith('image/')
              ? html`<img src=${each.url} alt="" />`
              : html`<span class="icon" aria-hidden="true">📄</span>`
          }
          <span class="name">${each.file.name}</span>
          <span class="muted">${bytesText(each.file.size)}</span>
          <button
            type="button"
            aria-label="Remove ${each.file.name}"
            title="Remove"
            @click=${() => remove(each)}
          >
            ${icon('close')}
          </button>
        </li>`,
    )}
    ${loadingNames.map(
      (name) =>
        html`<li aria-busy="true">
          <span class="icon dots" aria-hidden="true"><i></i><i></i><i></i></span>
          <span class="name">${name}</span>
          <span class="muted">Loading…</span>
        </li>`,
    )}
  </ul>`;
}
