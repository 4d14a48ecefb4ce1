import { html, nothing, type TemplateResult } from 'lit';

import { avatar } from '../shell/avatar.js';
import { isOnline } from '../state/bot-events.js';
import { channelOf, guildOf, nameOf, type World } from '../state/world.js';

/** The members of the open channel, and whether the bot is online. */
export function memberSection(world: World, channelId: string | null): TemplateResult {
  const { memberIds, ownerId } = guildOf(world, channelOf(world, channelId)) ?? {};
  const members = world.people.filter(({ user }) => {
    return memberIds?.includes(user.id) ?? [world.you, world.botId].includes(user.id);
  });
  return html`<ul class="members" aria-label="Members">
    ${members.map((person) => {
      const { user } = person;
      const isBot = user.id === world.botId;
      const online = !isBot || isOnline(world.bot);
      return html`<li class=${online ? '' : 'offline'}>
        <span class="face ${online ? 'online' : ''}"
          >${avatar(person, nameOf(world, user.id))}</span
        >
        <span>${nameOf(world, user.id)}</span>
        ${
          user.id === ownerId
            ? html`<span
                role="img"
                aria-label="Server owner"
                title="Owns this server, and moderates it"
                >👑</span
              >`
            : nothing
        }
        ${isBot ? html`<span class="app-tag">APP</span>` : nothing}
        ${user.id === world.you ? html`<span class="muted">you</span>` : nothing}
        <span class="muted presence-text">${online ? 'online' : 'offline'}</span>
      </li>`;
    })}
  </ul>`;
}
