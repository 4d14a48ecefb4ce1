import { html, type TemplateResult } from 'lit';
import { ifDefined } from 'lit/directives/if-defined.js';

import type { App } from '../acting/app.js';
import { styled } from '../shell/styled.js';
import { ownPath } from './picture-link.js';

/** What is known of a picture; sizes in pixels. */
export interface PictureData {
  readonly url: string;
  readonly description: string;
  readonly width?: number | null | undefined;
  readonly height?: number | null | undefined;
}

/** The longest sides that Discord gives a picture in a message. */
const MAX_WIDTH = 400;
const MAX_HEIGHT = 350;

/** A picture that is enlarged by a click; a link where it lies elsewhere. */
export function picture(app: App, data: PictureData, slot?: string): TemplateResult {
  const url = ownPath(data.url, location.origin);
  if (url === null) {
    return html`<a
      slot=${ifDefined(slot)}
      href=${data.url}
      rel="noopener noreferrer"
      target="_blank"
      >${data.description}</a
    >`;
  }
  const { description } = data;
  return html`<button
    slot=${ifDefined(slot)}
    class="picture"
    type="button"
    aria-label="Enlarge: ${description}"
    ${styled(sizeOf(data))}
    @click=${() => app.navigating.enlarge({ url, description })}
  >
    <img src=${url} alt=${description} />
  </button>`;
}

/** Keeps the place of a picture that has not loaded yet, so that nothing jumps. */
function sizeOf({ width, height }: PictureData): Record<string, string> {
  if (!width || !height) return {};
  const scale = Math.min(1, MAX_WIDTH / width, MAX_HEIGHT / height);
  return { width: `${Math.round(width * scale)}px`, 'aspect-ratio': `${width} / ${height}` };
}
