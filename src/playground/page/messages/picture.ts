import { html, type TemplateResult } from 'lit';
import { ifDefined } from 'lit/directives/if-defined.js';

import type { App } from '../acting/app.js';
import { styled } from '../shell/styled.js';
import { ownPath } from './picture-link.js';

/** A picture's data; sizes in pixels. */
export interface PictureData {
  readonly url: string;
  readonly description: string;
  readonly width?: number | null | undefined;
  readonly height?: number | null | undefined;
}

/** The maximum sides of a picture in a Discord message. */
const MAX_WIDTH = 400;
const MAX_HEIGHT = 350;

/** A picture that a click enlarges; a link if it is elsewhere. */
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

/** Reserves the space of a picture that has not loaded yet, so that the layout does not move. */
function sizeOf({ width, height }: PictureData): Record<string, string> {
  if (!width || !height) return {};
  const scale = Math.min(1, MAX_WIDTH / width, MAX_HEIGHT / height);
  return { width: `${Math.round(width * scale)}px`, 'aspect-ratio': `${width} / ${height}` };
}
