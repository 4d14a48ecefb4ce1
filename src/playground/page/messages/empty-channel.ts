import { html, nothing, type TemplateResult } from 'lit';

import type { Channel } from '../../protocol.js';
import { nameOf, type World } from '../state/world.js';
import { icon } from '../shell/icons.js';

/** The text above the first message of a channel, or the notice that the person cannot see it. */
export function emptyChannel(
  world: World,
  channel: Channel,
  isEmpty: boolean,
): TemplateResult | typeof nothing {
  if (!channel.canView) {
    return html`<div class="welcome">
      <h2>${icon('lock')} ${channel.name}</h2>
      <p class="muted">You do not have the permission to see this channel.</p>
    </div>`;
  }
  if (!isEmpty) return nothing;
  const bot = nameOf(world, world.botId);
  const isDirect = channel.guildId === null;
  return html`<div class="welcome">
    <h2>${isDirect ? `Say hello to ${bot}` : `Welcome to #${channel.name}`}</h2>
    <p class="muted">
      ${
        isDirect
          ? `Write what you would like to see, or drop a picture here.`
          : channel.isBotHere
            ? `Write @${bot} and what you would like to see. Drop a picture here to have it changed.`
            : `${bot} is not in this server. ${ownCommands(world)}`
      }
    </p>
  </div>`;
}

function ownCommands({ hasInstalled }: World): string {
  return hasInstalled
    ? 'You have installed it for yourself: type / for its commands, or open the menu of a message.'
    : 'People who have installed it for themselves can use its commands here.';
}
