import { html, nothing, type TemplateResult } from 'lit';

import { avatar } from '../shell/avatar.js';
import { personOf, type World } from '../state/world.js';
import type { Suggestion } from './suggestions.js';

/** The list above the composer; `SUGGESTION_ID-n` is the id of the option at `n`. */
export const SUGGESTIONS_ID = 'composer-suggestions';

/** Shows the suggestions; Enter takes the `active` one. */
export function suggestionList(
  world: World,
  suggestions: readonly Suggestion[],
  active: number,
  take: (suggestion: Suggestion) => void,
): TemplateResult | typeof nothing {
  const [first] = suggestions;
  if (first === undefined) return nothing;
  const title = first.kind === 'command' ? 'Commands' : 'Members';
  return html`<div class="suggestions">
    <div class="heading">${title}</div>
    <div role="listbox" id=${SUGGESTIONS_ID} aria-label=${title}>
      ${suggestions.map(
        (each, n) =>
          html`<div
            class="option ${n === active ? 'active' : ''}"
            role="option"
            id="${SUGGESTIONS_ID}-${n}"
            aria-selected=${n === active ? 'true' : 'false'}
            @mousedown=${(event: Event) => event.preventDefault()}
            @click=${() => take(each)}
          >
            ${each.kind === 'command' ? commandLine(each.command) : personLine(world, each)}
          </div>`,
      )}
    </div>
  </div>`;
}

function commandLine({ name, description }: { name: string; description: string }): TemplateResult {
  return html`<span class="slash" aria-hidden="true">/</span>
    <span class="words"
      ><span class="label">/${name}</span> <span class="muted">${description}</span></span
    >`;
}

function personLine(
  world: World,
  { userId, name }: { userId: string; name: string },
): TemplateResult {
  const person = personOf(world, userId);
  return html`${avatar(person, name)}
    <span class="words"
      ><span class="label">${name}</span>
      ${person?.user.bot === true ? html`<span class="app-tag">APP</span>` : nothing}
      <span class="muted">${person?.user.username}</span></span
    >`;
}
