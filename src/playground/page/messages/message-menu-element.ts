import { ApplicationCommandType } from 'discord-api-types/v10';
import { LitElement, html, nothing, type PropertyValues, type TemplateResult } from 'lit';

import type { App } from '../acting/app.js';
import { focusedElement, isFocusLeaving, moveFocus } from '../shell/dom-events.js';
import { placeAt } from '../shell/place-beside.js';
import type { PageState } from '../state/page-state.js';
import { channelOf, messageOf } from '../state/world.js';
import { commandsIn } from '../composer/commands.js';
import { reply } from './message-tools.js';

/** The emoji for quick reactions. */
const EMOJI = ['👍', '❤️', '😂', '🎉', '🍌', '👀'] as const;

/** The menu of a message: react, reply, the bot's message commands, copy, delete. */
export class MessageMenuElement extends LitElement {
  static override properties = { state: { attribute: false } };

  declare app: App;
  declare state: PageState;
  #before: HTMLElement | null = null;

  protected override createRenderRoot(): this {
    return this;
  }

  protected override updated(changed: PropertyValues<this>): void {
    const { menu } = this.state.screen;
    const popup = this.querySelector<HTMLElement>('[popover]');
    if (!menu || !popup || changed.get('state')?.screen.menu === menu) return;
    if (!popup.matches(':popover-open')) {
      this.#before = focusedElement();
      popup.showPopover();
    }
    placeAt(popup, menu.x, menu.y);
    popup.querySelector<HTMLElement>('[role="menuitem"]')?.focus();
  }

  protected override render(): TemplateResult | typeof nothing {
    const { world, screen } = this.state;
    const { app } = this;
    const shown = world && screen.menu && messageOf(world, screen.menu.messageId);
    if (!world || !shown) return nothing;
    const { message, onlyFor } = shown;
    const channel = channelOf(world, message.channel_id);
    const isShared = onlyFor === null;
    const apps = commandsIn(world, channel, ApplicationCommandType.Message);
    return html`<div
      class="menu"
      popover="manual"
      role="menu"
      aria-label="Message"
      @keydown=${this.#onKey}
      @focusout=${this.#onFocusOut}
    >
      ${
        isShared && channel?.canReact
          ? html`<div class="quick" role="group" aria-label="React">
              ${EMOJI.map((emoji) =>
                this.#item(
                  html`<span aria-hidden="true">${emoji}</span>`,
                  `React with ${emoji}`,
                  () => app.messaging.react(message.id, emoji, true),
                ),
              )}
            </div>`
          : nothing
      }
      ${
        isShared && channel?.canSend
          ? this.#item('Reply', null, () => reply(app, message.id))
          : nothing
      }
      ${
        isShared && apps.length > 0
          ? html`<div class="heading" role="presentation">Apps</div>
              ${apps.map(({ name }) =>
                this.#item(name, null, () => app.interacting.messageCommand(message.id, name)),
              )}
              <hr />`
          : nothing
      }
      ${this.#item('Copy text', null, () => copy(message.content || message.embeds[0]?.description))}
      ${this.#item('Copy message ID', null, () => copy(message.id))}
      ${
        isShared && (message.author.id === world.you || channel?.canManage)
          ? this.#item('Delete message', null, () => app.messaging.remove(message.id), 'danger')
          : nothing
      }
      ${isShared ? nothing : this.#item('Dismiss', null, () => app.messaging.dismiss(message.id))}
    </div>`;
  }

  #item(
    text: TemplateResult | string,
    label: string | null,
    act: () => unknown,
    kind = '',
  ): TemplateResult {
    return html`<button
      class="item ${kind}"
      type="button"
      role="menuitem"
      tabindex="-1"
      aria-label=${label ?? nothing}
      @click=${() => {
        this.#close();
        act();
      }}
    >
      ${text}
    </button>`;
  }

  #close(): void {
    this.app.navigating.closeMenu();
    this.#before?.focus();
  }

  readonly #onKey = (event: KeyboardEvent): void => {
    const items = [...this.querySelectorAll<HTMLElement>('[role="menuitem"]')];
    if (moveFocus(event, items) !== null) return;
    if (event.key !== 'Escape' && event.key !== 'Tab') return;
    event.preventDefault();
    this.#close();
  };

  readonly #onFocusOut = (event: FocusEvent): void => {
    if (isFocusLeaving(event, this)) this.app.navigating.closeMenu();
  };
}

/** The browser may deny access to the clipboard; then nothing is copied. */
async function copy(text: string | undefined): Promise<void> {
  await navigator.clipboard.writeText(text ?? '');
}
