import { html, nothing, type TemplateResult } from 'lit';

import type { App } from '../acting/app.js';
import { isOnline, statusText } from '../state/bot-events.js';
import type { Screen } from '../state/screen.js';
import { channelOf, nameOf, type World } from '../state/world.js';
import { isNarrow } from './window-width.js';
import { icon } from './icons.js';

/** The channel's name, the bot's state, and the buttons that open the sides. */
export function channelHeader(app: App, world: World, screen: Screen): TemplateResult {
  const channel = channelOf(world, screen.channelId);
  const parent = channelOf(world, channel?.parentId ?? null);
  const isThread = parent !== undefined;
  const sign = channel?.guildId === null ? '@' : isThread ? '↳' : '#';
  return html`<header class="channel-header">
    <button
      type="button"
      class="only-narrow"
      aria-label="Channels"
      aria-expanded=${screen.drawer === 'navigation' ? 'true' : 'false'}
      @click=${() => app.navigating.drawer('navigation')}
    >
      ${icon('menu')}
    </button>
    <h1>
      ${isThread ? html`<span class="parent muted"># ${parent.name} ›</span>` : nothing}
      <span class="sign" aria-hidden="true">${sign}</span> ${channel?.name ?? ''}
    </h1>
    <span class="spacer"></span>
    <button type="button" class="quiet" @click=${() => app.touring.start()}>Tour</button>
    <button
      type="button"
      class="presence ${isOnline(world.bot) ? 'online' : world.bot.status}"
      aria-label="${nameOf(world, world.botId)}: ${statusText(world.bot)}. Bot panel"
      aria-expanded=${screen.isPanelOpen ? 'true' : 'false'}
      @click=${() => app.navigating.togglePanel(isNarrow())}
    >
      <span class="dot" aria-hidden="true"></span>
      <span>${statusText(world.bot)}</span>
      <span class="wide-only">${icon('panel')}</span>
    </button>
  </header>`;
}
