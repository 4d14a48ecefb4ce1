import type { APIMessageComponentEmoji } from 'discord-api-types/v10';

/** A Unicode emoji; or the name of a server's own, because its picture is elsewhere. */
export function emojiText(emoji: APIMessageComponentEmoji | undefined): string {
  if (emoji === undefined) return '';
  return emoji.id === undefined ? (emoji.name ?? '') : `:${emoji.name ?? 'emoji'}:`;
}
