import { InteractionType } from 'discord-api-types/v10';
import type { APIMessage } from 'discord-api-types/v10';
import { html, nothing, type TemplateResult } from 'lit';

import type { App } from '../acting/app.js';
import { avatar } from '../shell/avatar.js';
import { messageOf, nameOf, personOf, type World } from '../state/world.js';
import { plainText } from './markdown.js';

/** The line above a reply or a command's answer that shows what it answers. */
export function replyLine(
  app: App,
  world: World,
  message: APIMessage,
): TemplateResult | typeof nothing {
  const id = message.message_reference?.message_id;
  if (id === undefined) return commandLine(world, message);
  const told = messageOf(world, id)?.message ?? message.referenced_message;
  if (!told) {
    return html`<div class="reply gone muted"><em>Original message was deleted</em></div>`;
  }
  const name = nameOf(world, told.author.id);
  return html`<button
    class="reply"
    type="button"
    title="Jump to the message"
    @click=${() => app.navigating.jumpTo(id)}
  >
    <span class="sr-only">In reply to</span>
    ${avatar(personOf(world, told.author.id), name)}<strong>@${name}</strong>
    <span class="excerpt">${excerpt(world, told)}</span>
  </button>`;
}

function commandLine(
  world: World,
  { interaction_metadata: used }: APIMessage,
): TemplateResult | typeof nothing {
  if (used?.type !== InteractionType.ApplicationCommand) return nothing;
  const name = nameOf(world, used.user.id);
  return html`<div class="reply">
    ${avatar(personOf(world, used.user.id), name)}<strong>${name}</strong>
    <span class="excerpt">used a command</span>
  </div>`;
}

function excerpt(world: World, { content, attachments, embeds }: APIMessage): string {
  const text = plainText(content, world);
  if (text !== '') return text;
  return embeds[0]?.title ?? (attachments.length > 0 ? 'Click to see attachment 🖼️' : '…');
}
