import { html, nothing, type TemplateResult } from 'lit';

import { bytesText } from '../panel/amounts.js';
import { icon } from '../shell/icons.js';
import type { LoadingFile } from './loading-files.js';

/** A file to send, with the address of its preview. */
export interface PreviewedFile {
  readonly file: File;
  readonly url: string;
}

/**
 * The files of the message, each with a preview and a button that removes it; and those that come.
 */
export function filePreviews(
  files: readonly PreviewedFile[],
  remove: (file: PreviewedFile) => void,
  loading: readonly LoadingFile[] = [],
): TemplateResult | typeof nothing {
  if (files.length + loading.length === 0) return nothing;
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
          ${removeButton(each.file.name, () => remove(each))}
        </li>`,
    )}
    ${loading.map(
      ({ name, cancel }) =>
        html`<li aria-busy="true">
          <span class="icon dots" aria-hidden="true"><i></i><i></i><i></i></span>
          <span class="name">${name}</span>
          <span class="muted">Loading…</span>
          ${removeButton(name, cancel)}
        </li>`,
    )}
  </ul>`;
}

function removeButton(name: string, remove: () => void): TemplateResult {
  return html`<button type="button" aria-label="Remove ${name}" title="Remove" @click=${remove}>
    ${icon('close')}
  </button>`;
}
