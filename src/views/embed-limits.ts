import type { APIEmbed } from 'discord-api-types/v10';

/**
 * Limits of Discord:
 * https://discord.com/developers/docs/resources/message#embed-object-embed-limits
 */
const DESCRIPTION_MAX = 4096;
export const FIELD_VALUE_MAX = 1024;
const EMBED_TOTAL_MAX = 6000;

/** `text`, or its beginning with an ellipsis if it is longer than `max` UTF-16 units. */
export function clip(text: string, max: number): string {
  return text.length <= max ? text : `${cut(text, max - 1)}…`;
}

/** The beginning of `text`, at most `max` UTF-16 units. */
export function cut(text: string, max: number): string {
  // Discord would replace half of a surrogate pair, so the whole character is dropped.
  return text.slice(0, max).replace(/[\uD800-\uDBFF]$/, '');
}

/**
 * The embed within Discord's limits. Long field values are cut first, then the description is cut
 * until the whole embed fits.
 */
export function withinLimits(embed: APIEmbed): APIEmbed {
  const fields = (embed.fields ?? []).map((field) => ({
    ...field,
    value: clip(field.value, FIELD_VALUE_MAX),
  }));
  const others =
    (embed.title ?? '').length +
    (embed.footer?.text ?? '').length +
    fields.reduce((sum, { name, value }) => sum + name.length + value.length, 0);
  const room = Math.min(DESCRIPTION_MAX, EMBED_TOTAL_MAX - others);
  return { ...embed, description: clip(embed.description ?? '', room), fields };
}
