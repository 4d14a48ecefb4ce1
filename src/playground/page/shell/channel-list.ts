import { html, nothing, type TemplateResult } from 'lit';

import type { Channel } from '../../protocol.js';
import type { App } from '../acting/app.js';
import type { Screen } from '../state/screen.js';
import { channelOf, guildOf, listedChannels, personOf, type World } from '../state/world.js';
import { avatar } from './avatar.js';
import { personBar } from './person-bar.js';
import { icon } from './icons.js';

/** The channels of the open server, and below them the current person. */
export function channelList(app: App, world: World, screen: Screen): TemplateResult {
  const open = channelOf(world, screen.channelId);
  const guild = guildOf(world, open);
  const title = guild?.name ?? 'Direct messages';
  return html`<div class="channels">
    <header><h2>${title}</h2></header>
    <nav aria-label="Channels of ${title}">
      <ul>
        ${listedChannels(world, guild?.id ?? null).map((channel) =>
          channelItem(app, world, screen, channel),
        )}
      </ul>
    </nav>
    ${personBar(app, world, screen)}
  </div>`;
}

function channelItem(app: App, world: World, screen: Screen, channel: Channel): TemplateResult {
  const { id, name, parentId, canView, canSend, guildId } = channel;
  const isOpen = screen.channelId === id;
  const unread = screen.unread[id];
  const classes = [
    'channel',
    parentId === null ? '' : 'thread',
    isOpen ? 'open' : '',
    unread ? 'unread' : '',
    canView ? '' : 'hidden-from-you',
  ];
  const sign = parentId === null ? '#' : '↳';
  return html`<li class=${classes.filter(Boolean).join(' ')}>
    <button
      type="button"
      aria-current=${isOpen ? 'page' : 'false'}
      title=${canView ? name : `${name}: you cannot see this channel`}
      @click=${() => app.navigating.openChannel(id)}
    >
      <span class="sign" aria-hidden="true"
        >${guildId === null ? avatar(personOf(world, world.botId), name) : canView ? sign : icon('lock')}</span
      >
      <span class="name">${name}</span>
      ${canView && !canSend ? html`<span class="muted" title="You can only read here">${icon('eye')}</span>` : nothing}
      ${unread ? html`<span class="sr-only">unread</span>` : nothing}
      ${unread?.isMention ? html`<span class="badge">${unread.count}</span>` : nothing}
    </button>
  </li>`;
}
