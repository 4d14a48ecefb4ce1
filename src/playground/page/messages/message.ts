import type { APIMessage } from 'discord-api-types/v10';
import { html, nothing, type TemplateResult } from 'lit';

import type { ShownMessage } from '../../protocol.js';
import type { App } from '../acting/app.js';
import { avatar } from '../shell/avatar.js';
import { isFromWithin } from '../shell/dom-events.js';
import type { Failure } from '../state/component-use.js';
import { elapsedText } from '../state/elapsed-text.js';
import type { PageState } from '../state/page-state.js';
import { nameOf, personOf, type World } from '../state/world.js';
import { attachments } from './attachments.js';
import { componentRows } from './component-rows.js';
import { embed } from './embed.js';
import { markdown } from './markdown.js';
import { messageTools } from './message-tools.js';
import { reactions } from './reactions.js';
import { replyLine } from './reply-line.js';
import { momentText } from './timestamp-text.js';
import { icon } from '../shell/icons.js';

/** Bits of a message's flags. */
const EPHEMERAL = 1 << 6;
const LOADING = 1 << 7;

/**
 * One message; `isContinued`: it follows another one of its author and does not repeat the name.
 */
export function messageItem(
  app: App,
  { screen }: PageState,
  world: World,
  shown: ShownMessage,
  isContinued: boolean,
): TemplateResult {
  const { message, onlyFor } = shown;
  const failure = screen.failures[message.id];
  const mentionsYou = message.mentions.some(({ id }) => id === world.you);
  const isEphemeral = onlyFor !== null || ((message.flags ?? 0) & EPHEMERAL) !== 0;
  const name = nameOf(world, message.author.id);
  const isHighlighted = screen.highlighted?.messageId === message.id;
  const classes = [
    'message',
    isContinued ? 'continued' : '',
    mentionsYou ? 'mentioned' : '',
    isEphemeral ? 'ephemeral' : '',
    isHighlighted ? 'highlighted' : '',
  ];
  return html`<li
    class=${classes.filter(Boolean).join(' ')}
    data-message-id=${message.id}
    @contextmenu=${(event: MouseEvent) => openMenu(app, message.id, event)}
  >
    <article
      tabindex=${isHighlighted ? '-1' : nothing}
      aria-label="${name}, ${momentText(Date.parse(message.timestamp), Date.now())}"
    >
      ${replyLine(app, world, message)}
      <div class="body">
        <div class="gutter">
          ${isContinued ? nothing : avatar(personOf(world, message.author.id), name)}
        </div>
        <div class="said">
          ${isContinued ? nothing : authorLine(world, shown)} ${textOf(world, shown)}
          ${attachments(app, message.attachments)}
          ${message.embeds.map((each) => embed(app, world, each))}
          ${componentRows(app, message, screen.pending)}
          ${failure === undefined ? nothing : failureLine(failure)}
          ${reactions(app, message.id, message.reactions ?? [])}
          ${isEphemeral ? ephemeralLine(app, message.id) : nothing}
        </div>
      </div>
      ${messageTools(app, shown)}
    </article>
  </li>`;
}

function authorLine(world: World, { message }: ShownMessage): TemplateResult {
  const at = Date.parse(message.timestamp);
  const now = Date.now() + world.clock.offsetMs;
  return html`<div class="author">
    <strong>${nameOf(world, message.author.id)}</strong>
    ${message.author.bot === true ? html`<span class="app-tag">APP</span>` : nothing}
    <time datetime=${message.timestamp} title=${new Date(at).toLocaleString()}
      >${momentText(at, now)}</time
    >
    ${message.content === '' ? editedMark(message) : nothing}
  </div>`;
}

function textOf(world: World, { message }: ShownMessage): TemplateResult | typeof nothing {
  if (((message.flags ?? 0) & LOADING) !== 0) {
    const name = nameOf(world, message.author.id);
    return html`<p class="text muted thinking">
      <span class="dots" aria-hidden="true"><i></i><i></i><i></i></span> ${name} is thinking…
    </p>`;
  }
  if (message.content === '') return nothing;
  const where = message.author.bot === true ? 'embed' : 'content';
  return html`<div class="text">
    ${markdown(message.content, world, where)} ${editedMark(message)}
  </div>`;
}

function editedMark({ edited_timestamp: at }: APIMessage): TemplateResult | typeof nothing {
  if (at === null) return nothing;
  return html`<span class="edited" title=${new Date(at).toLocaleString()}>(edited)</span>`;
}

function failureLine({ reason, at, doneAt }: Failure): TemplateResult {
  if (doneAt !== undefined) {
    const late = elapsedText(at, doneAt);
    const text = `Your press was not lost: the bot has carried it out, ${late} after Discord gave up waiting.`;
    return html`<p class="failure done" role="status">${text}</p>`;
  }
  return html`<p class="failure" role="alert" title=${reason}>
    <span aria-hidden="true">⚠</span> This interaction failed <span class="why">${reason}</span>
  </p>`;
}

function ephemeralLine(app: App, messageId: string): TemplateResult {
  return html`<p class="only-you">
    ${icon('eye')} Only you can see this ·
    <button class="link" type="button" @click=${() => app.messaging.dismiss(messageId)}>
      Dismiss message
    </button>
  </p>`;
}

function openMenu(app: App, messageId: string, event: MouseEvent): void {
  if (isFromWithin(event, 'a, input, textarea')) return;
  event.preventDefault();
  app.navigating.openMenu(messageId, event.clientX, event.clientY);
}
