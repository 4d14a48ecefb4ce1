import type { APIMessageComponentEmoji } from 'discord-api-types/v10';

/** An emoji of Unicode's as it is; one of a server's by its name, as its picture lies elsewhere. */
export function emojiText(emoji: APIMessageComponentEmoji | undefined): string {
  if (emoji === undefined) return '';
  return emoji.id === undefined ? (emoji.name ?? '') : `:${emoji.name ?? 'emoji'}:`;
}
