import type { ModerationEntry } from '../../../interactions/moderation-entry.js';
import { cut } from '../../../views/embed-limits.js';
import { plainText } from '../../../views/plain-text.js';
import { ACTIONS, askedBy, CARD_LINK, PROMPT } from './log-words.js';

/** Four lines must fit into the 2,000 characters of a message, whatever they quote. */
const VERDICT_MAX = 60;
const PROMPT_MAX = 60;

/** An entry as one line of a message: when, who, what, the verdict, the prompt, the card. */
export function logLine(entry: ModerationEntry): string {
  const { at, action, personId, verdict, prompt } = entry;
  const asker =
    entry.askedBy === null || entry.askedBy === personId ? [] : [askedBy(entry.askedBy)];
  return [
    `<t:${Math.floor(Date.parse(at) / 1000)}:f>`,
    `<@${personId}>`,
    ACTIONS[action],
    ...asker,
    ...(verdict === null ? [] : [quoted(verdict, VERDICT_MAX)]),
    ...(prompt === null || prompt === '' ? [] : [`${PROMPT}: ${quoted(prompt, PROMPT_MAX)}`]),
    ...placeOf(entry),
  ].join(' · ');
}

/** Escaping at most doubles its length. */
function quoted(text: string, max: number): string {
  return plainText(cut(text.replaceAll(/\s+/g, ' ').trim(), max));
}

function placeOf({ guildId, channelId, messageId }: ModerationEntry): string[] {
  if (channelId === null) return [];
  if (messageId === null) return [`<#${channelId}>`];
  return [
    `[${CARD_LINK}](https://discord.com/channels/${guildId ?? '@me'}/${channelId}/${messageId})`,
  ];
}
