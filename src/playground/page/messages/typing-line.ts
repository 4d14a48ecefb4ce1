import { html, type TemplateResult } from 'lit';

import { nameOf, type World } from '../state/world.js';

/** The people who are typing in a channel. It keeps its height when there are none. */
export function typingLine(world: World, channelId: string): TemplateResult {
  const names = world.typists
    .filter((typist) => typist.channelId === channelId && typist.userId !== world.you)
    .map(({ userId }) => nameOf(world, userId));
  if (names.length === 0) return html`<div class="typing"></div>`;
  const who = new Intl.ListFormat('en-GB').format(names);
  return html`<div class="typing">
    <span class="dots" aria-hidden="true"><i></i><i></i><i></i></span>
    <span><strong>${who}</strong> ${names.length === 1 ? 'is' : 'are'} typing…</span>
  </div>`;
}
