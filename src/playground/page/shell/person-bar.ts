import { html, nothing, type TemplateResult } from 'lit';

import type { App } from '../acting/app.js';
import type { Screen, Theme } from '../state/screen.js';
import { nameOf, personOf, type World } from '../state/world.js';
import { avatar } from './avatar.js';
import { elementOf, moveFocus } from './dom-events.js';
import { icon, type IconName } from './icons.js';

const SYSTEM = ['system', 'screen', 'As the system'] as const;
const THEMES: readonly (readonly [Theme, IconName, string])[] = [
  ['dark', 'moon', 'Dark'],
  ['light', 'sun', 'Light'],
  SYSTEM,
];

/** The current person, a switch to other people, and the theme. */
export function personBar(app: App, world: World, { theme }: Screen): TemplateResult {
  const people = world.people.filter(({ isPlayable }) => isPlayable);
  const at = THEMES.findIndex(([each]) => each === theme);
  const [, sign, name] = THEMES[at] ?? SYSTEM;
  const [next] = THEMES[(at + 1) % THEMES.length] ?? SYSTEM;
  return html`<footer class="person-bar">
    <div class="heading" id="people-heading">You are</div>
    <div class="people" role="radiogroup" aria-labelledby="people-heading" @keydown=${onKey}>
      ${people.map(({ user }) => {
        const isYou = user.id === world.you;
        return html`<button
          type="button"
          role="radio"
          aria-checked=${isYou ? 'true' : 'false'}
          tabindex=${isYou ? 0 : -1}
          @click=${() => app.session.switchTo(user.username)}
        >
          ${avatar(personOf(world, user.id), nameOf(world, user.id))}
          <span>${nameOf(world, user.id)}</span>
        </button>`;
      })}
    </div>
    <div class="extras">
      ${otherTab(app, world)}
      <button
        type="button"
        class="theme"
        aria-label="Theme: ${name}"
        title="Theme: ${name}"
        @click=${() => app.navigating.theme(next)}
      >
        ${icon(sign)}
      </button>
    </div>
  </footer>`;
}

/** Opens a second person in a separate window. */
function otherTab(app: App, world: World): TemplateResult | typeof nothing {
  const other = world.people.find(({ user, isPlayable }) => isPlayable && user.id !== world.you);
  if (!other) return nothing;
  const { username } = other.user;
  return html`<a class="link" href=${app.session.addressOf(username)} target="_blank"
    >${nameOf(world, other.user.id)} in a new tab ↗</a
  >`;
}

function onKey(event: KeyboardEvent): void {
  const radios = elementOf(event)?.querySelectorAll<HTMLElement>('button') ?? [];
  moveFocus(event, [...radios])?.click();
}
