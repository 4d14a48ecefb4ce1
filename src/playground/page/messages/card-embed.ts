import { DiscordEmbed } from '@skyra/discord-components-core/discord-embed.js';
import { css } from 'lit';

/** Skyra's embed in the page's colours, and as wide as the page allows. */
export class CardEmbed extends DiscordEmbed {
  static override styles = css`
    ${DiscordEmbed.styles}
    :host {
      margin: 6px 0;
    }
    :host .discord-left-border,
    :host([light-theme]) .discord-left-border {
      background: var(--card-color);
      border-radius: 8px 0 0 8px;
    }
    :host .discord-embed-root {
      min-width: 0;
    }
    :host .discord-embed-wrapper,
    :host([light-theme]) .discord-embed-wrapper {
      background: var(--surface-raised);
      border: 1px solid var(--line);
      border-left: 0;
      border-radius: 0 8px 8px 0;
      max-width: 432px;
    }
    :host .discord-embed-wrapper .discord-embed-grid {
      display: grid;
      grid-template-columns: minmax(0, 1fr) auto;
      min-width: 0;
      padding: 6px 14px 14px 12px;
    }
    :host .discord-embed-title,
    :host .discord-embed-author,
    :host([light-theme]) .discord-embed-title {
      color: var(--text-strong);
    }
    slot[name='footer']::slotted(*) {
      grid-column: 1 / -1;
    }
    :host .discord-embed-title a {
      color: var(--link);
    }
  `;
}
