import { toldOutputs } from '../interactions/batch.js';
import type { InteractionState } from '../interactions/interaction-state.js';
import { promptIn } from '../interactions/prompt.js';
import { visibleText } from '../interactions/visible-text.js';
import { clip } from './embed-limits.js';
import { KEPT, NO_PROMPT, pictures } from './words/cards.js';
import { IN_DIRECT_MESSAGE, inChannel, SPOILER_WORD } from './words/history.js';

/** So many characters of an id name an interaction, as far as no other one begins with them. */
export const SHORT_ID_LENGTH = 8;

/** The prompt of an interaction in one line of plain text, not escaped. */
export function historyTitle({ originalPrompt }: InteractionState, maxLength: number): string {
  const words = visibleText(promptIn(originalPrompt)).replaceAll(/\s+/g, ' ').trim();
  return words === '' ? NO_PROMPT : clip(words, maxLength);
}

/** When, how many pictures, whether it is kept, and where it is. */
export function historyLine(state: InteractionState): string {
  const { createdAt, keptBy, isSpoiler, guildId, channelId } = state;
  const count = toldOutputs(state).filter(({ origin }) => origin !== 'input').length;
  const place = guildId === null ? IN_DIRECT_MESSAGE : inChannel(channelId);
  return [
    `<t:${Math.floor(Date.parse(createdAt) / 1000)}:R>`,
    pictures(count),
    ...(keptBy === null ? [] : [KEPT]),
    ...(isSpoiler ? [SPOILER_WORD] : []),
    ...(channelId === null ? [] : [place]),
  ].join(' · ');
}

/** How `/show` finds it. */
export function shortId({ id }: Pick<InteractionState, 'id'>): string {
  return id.slice(0, SHORT_ID_LENGTH);
}
