import type { APIAttachment } from 'discord-api-types/v10';
import { html, nothing, type TemplateResult } from 'lit';

import type { App } from '../acting/app.js';
import { bytesText } from '../panel/amounts.js';
import { ownPath } from './picture-link.js';
import { picture } from './picture.js';

/** The files of a message: pictures are shown, others can be downloaded. */
export function attachments(
  app: App,
  files: readonly APIAttachment[],
): TemplateResult | typeof nothing {
  if (files.length === 0) return nothing;
  const pictures = files.filter(isPicture);
  const others = files.filter((file) => !isPicture(file));
  return html`<discord-attachments slot="attachments">
    <div class="gallery count-${Math.min(pictures.length, 4)}">
      ${pictures.map((file) => picture(app, { ...file, description: describe(file) }))}
    </div>
    ${others.map(fileLink)}
  </discord-attachments>`;
}

function isPicture(file: APIAttachment): boolean {
  return file.content_type?.startsWith('image/') === true;
}

function describe({ description, filename }: APIAttachment): string {
  return description ?? filename;
}

function fileLink({ url, filename, size }: APIAttachment): TemplateResult {
  const href = ownPath(url, location.origin) ?? url;
  return html`<a class="file" href=${href} download=${filename}>
    📄 ${filename} <span class="muted">${bytesText(size)}</span>
  </a>`;
}
