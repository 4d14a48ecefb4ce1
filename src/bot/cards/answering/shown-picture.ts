import path from 'node:path';

/** The part of a message that tells which picture it shows. */
export interface MessageWithEmbeds {
  readonly embeds: readonly { readonly image: { readonly url: string } | null }[];
}

/**
 * The file name of the picture that a card shows, or undefined when it shows none. It is read from
 * the embed: Discord leaves files that an embed shows out of a message's attachments.
 */
export function shownPictureName({ embeds }: MessageWithEmbeds): string | undefined {
  const url = embeds[0]?.image?.url;
  if (url === undefined || !URL.canParse(url)) return undefined;
  return path.posix.basename(new URL(url).pathname);
}
