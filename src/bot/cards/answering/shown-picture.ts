import path from 'node:path';

import { isSpoilerName } from '../../../views/card-message.js';

/** The part of a message that tells which picture it shows. */
export interface MessageWithPicture {
  readonly embeds: readonly { readonly image: { readonly url: string } | null }[];
  readonly attachments: { readonly values: () => Iterable<{ readonly name: string }> };
}

/**
 * The file name of the picture that a card shows, or undefined when it shows none. It is read from
 * the embed: Discord leaves files that an embed shows out of a message's attachments. A covered
 * picture is among those.
 */
export function shownPictureName({ embeds, attachments }: MessageWithPicture): string | undefined {
  const url = embeds[0]?.image?.url;
  if (url === undefined) {
    return [...attachments.values()].find(({ name }) => isSpoilerName(name))?.name;
  }
  return URL.canParse(url) ? path.posix.basename(new URL(url).pathname) : undefined;
}
