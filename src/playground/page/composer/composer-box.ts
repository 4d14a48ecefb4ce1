import { html, nothing, type TemplateResult } from 'lit';

import type { Channel } from '../../protocol.js';
import { messageOf, nameOf, type World } from '../state/world.js';
import type { ComposerModel } from './composer-model.js';
import { filePreviews } from './file-previews.js';
import { sampleTray } from './sample-tray.js';
import { SUGGESTIONS_ID, suggestionList } from './suggestion-list.js';
import { icon } from '../shell/icons.js';

/** The length is shown from this share of the maximum on. */
const COUNTED_FROM = 0.9;

/** The template of the composer. */
export function composerBox(
  composer: ComposerModel,
  world: World,
  channel: Channel,
): TemplateResult {
  if (!channel.canSend) {
    return html`<p class="composer locked">
      ${icon('lock')} You do not have permission to send messages here.
    </p>`;
  }
  const { command, app } = composer;
  if (command) {
    return html`<div class="composer">
      <playground-command-form
        .app=${app}
        .world=${world}
        .channelId=${channel.id}
        .command=${command}
        .close=${() => (composer.command = null)}
      ></playground-command-form>
    </div>`;
  }
  return html`<div class="composer">
    ${suggestionList(world, composer.suggestions, composer.active, (each) => composer.take(each))}
    ${replyBar(composer, world)}
    ${filePreviews(composer.chosen, (file) => composer.removeFile(file), composer.loading.files)}
    ${composer.problems.map((problem) => html`<p class="problem" role="alert">${problem}</p>`)}
    <div class="line">
      ${channel.canAttach ? fileButton(composer) : nothing} ${textArea(composer, world, channel)}
      ${
        channel.canAttach
          ? sampleTray(world.samples, (sample) => composer.pickSample(sample))
          : nothing
      }
      <button
        class="send"
        type="button"
        aria-label="Send message"
        title="Send (Enter)"
        aria-busy=${composer.isSending ? 'true' : 'false'}
        @click=${() => composer.send()}
      >
        ${icon('send')}
      </button>
    </div>
  </div>`;
}

function textArea(composer: ComposerModel, world: World, channel: Channel): TemplateResult {
  const { text, suggestions } = composer;
  const { maxContentLength } = world.limits;
  const left = maxContentLength - text.length;
  const target = channel.guildId === null ? `@${channel.name}` : `#${channel.name}`;
  return html`<textarea
      id="composer-text"
      rows="1"
      aria-label="Message ${target}"
      placeholder="Message ${target}"
      aria-autocomplete="list"
      aria-controls=${suggestions.length > 0 ? SUGGESTIONS_ID : nothing}
      aria-activedescendant=${composer.activeId ?? nothing}
      @input=${(event: Event) => composer.onInput(event)}
      @keydown=${(event: KeyboardEvent) => composer.onKey(event)}
    ></textarea>
    ${
      text.length > maxContentLength * COUNTED_FROM
        ? html`<span class="counter ${left < 0 ? 'over' : ''}" aria-label="${left} characters left"
            >${left}</span
          >`
        : nothing
    }`;
}

function fileButton(composer: ComposerModel): TemplateResult {
  return html`<label class="attach" title="Attach files">
    <input
      type="file"
      multiple
      aria-label="Attach files"
      @change=${({ target }: Event) => {
        if (!(target instanceof HTMLInputElement)) return;
        composer.addFiles([...(target.files ?? [])]);
        target.value = '';
      }}
    />
    ${icon('plus')}
  </label>`;
}

function replyBar({ app, state }: ComposerModel, world: World): TemplateResult | typeof nothing {
  const { replyTo } = state.screen;
  const replied = replyTo === null ? undefined : messageOf(world, replyTo);
  if (!replied) return nothing;
  return html`<div class="reply-bar">
    <span>Replying to <strong>${nameOf(world, replied.message.author.id)}</strong></span>
    <button type="button" aria-label="Cancel reply" @click=${() => app.navigating.replyTo(null)}>
      ${icon('close')}
    </button>
  </div>`;
}
