import { html, nothing, type TemplateResult } from 'lit';

import type { App } from '../acting/app.js';
import type { Screen } from '../state/screen.js';
import { channelOf, isDirect, listedChannels, personOf, type World } from '../state/world.js';
import { avatar } from './avatar.js';

/** The servers on the far left, and the direct messages above them. */
export function guildList(app: App, world: World, screen: Screen): TemplateResult {
  const open = channelOf(world, screen.channelId);
  const direct = world.channels.filter(isDirect);
  return html`<nav class="guilds" aria-label="Servers">
    ${
      direct.length > 0
        ? html`${tile(app, world, screen, {
              guildId: null,
              name: 'Direct messages',
              isOpen: open !== undefined && isDirect(open),
              face: avatar(personOf(world, world.botId), 'Bot'),
            })}
            <hr />`
        : nothing
    }
    ${world.guilds.map(({ id, name }) =>
      tile(app, world, screen, {
        guildId: id,
        name,
        isOpen: open?.guildId === id,
        face: html`<span class="letter" aria-hidden="true">${name.slice(0, 1)}</span>`,
      }),
    )}
  </nav>`;
}

interface Tile {
  readonly guildId: string | null;
  readonly name: string;
  readonly isOpen: boolean;
  readonly face: TemplateResult;
}

function tile(
  app: App,
  world: World,
  { unread }: Screen,
  { guildId, name, isOpen, face }: Tile,
): TemplateResult {
  const channels = listedChannels(world, guildId);
  const news = channels.flatMap(({ id }) => unread[id] ?? []);
  const mentions = news.filter(({ isMention }) => isMention);
  const count = mentions.reduce((sum, each) => sum + each.count, 0);
  const first = channels.find(({ canView }) => canView);
  const classes = ['guild', isOpen ? 'open' : '', news.length > 0 ? 'unread' : ''];
  return html`<button
    class=${classes.filter(Boolean).join(' ')}
    type="button"
    title=${name}
    aria-label="${name}${news.length > 0 ? ', unread' : ''}"
    aria-current=${isOpen ? 'true' : 'false'}
    @click=${() => first && !isOpen && app.navigating.openChannel(first.id)}
  >
    ${face} ${count > 0 ? html`<span class="badge">${count}</span>` : nothing}
  </button>`;
}
