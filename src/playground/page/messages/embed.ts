import type { APIEmbed, APIEmbedField } from 'discord-api-types/v10';
import { html, nothing, type TemplateResult } from 'lit';
import { ifDefined } from 'lit/directives/if-defined.js';

import type { App } from '../acting/app.js';
import { idsMarked } from '../panel/interaction-link.js';
import type { World } from '../state/world.js';
import { styled } from '../shell/styled.js';
import { markdown, plainText } from './markdown.js';
import { ownPath } from './picture-link.js';
import { picture } from './picture.js';
import { momentText } from './timestamp-text.js';

/** Embeds have at most three columns. */
const COLUMNS = 3;

/** One embed: title, text, fields, picture and footer. */
export function embed(app: App, world: World, data: APIEmbed): TemplateResult {
  const { author, provider, description, fields = [], image, thumbnail, footer } = data;
  const title = data.title === undefined ? undefined : plainText(data.title, world);
  return html`<playground-embed
    slot="embeds"
    ${styled({ '--card-color': colorText(data.color) })}
    embed-title=${ifDefined(title)}
    author-name=${ifDefined(author?.name)}
    provider=${ifDefined(provider?.name)}
    url=${ifDefined(data.url)}
    thumbnail=${ifDefined(ownAddress(thumbnail?.url))}
  >
    ${
      description
        ? html`<discord-embed-description slot="description"
            >${markdown(description, world, 'embed')}</discord-embed-description
          >`
        : nothing
    }
    ${
      fields.length > 0
        ? html`<discord-embed-fields slot="fields"
            >${columned(fields).map(([each, column]) => field(world, each, column))}</discord-embed-fields
          >`
        : nothing
    }
    ${image ? picture(app, { ...image, description: `Picture of ${title ?? 'the card'}` }, 'footer') : nothing}
    ${
      footer || data.timestamp
        ? html`<discord-embed-footer slot="footer"
            ><span
              >${idsMarked(app, footer?.text ?? '')}${stamp(data.timestamp)}</span
            ></discord-embed-footer
          >`
        : nothing
    }
  </playground-embed>`;
}

function field(world: World, data: APIEmbedField, column: number | null): TemplateResult {
  return html`<discord-embed-field
    field-title=${data.name}
    inline-index=${ifDefined(column ?? undefined)}
    ?inline=${column !== null}
    >${markdown(data.value, world, 'embed')}</discord-embed-field
  >`;
}

/** Fields with their column, from 1; null: the whole width. */
function columned(fields: readonly APIEmbedField[]): [APIEmbedField, number | null][] {
  let column = 0;
  return fields.map((each) => {
    column = each.inline === true ? (column % COLUMNS) + 1 : 0;
    return [each, column === 0 ? null : column];
  });
}

function colorText(color: number | undefined): string {
  return color === undefined ? 'var(--line-strong)' : `#${color.toString(16).padStart(6, '0')}`;
}

function stamp(timestamp: string | undefined): string {
  return timestamp === undefined ? '' : ` • ${momentText(Date.parse(timestamp), Date.now())}`;
}

function ownAddress(url: string | undefined): string | undefined {
  return url === undefined ? undefined : (ownPath(url, location.origin) ?? undefined);
}
