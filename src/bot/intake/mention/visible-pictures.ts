import { StickerFormatType, type Embed, type Message, type Sticker } from 'discord.js';

import { AppError } from '../../../platform/app-error.js';
import type { AttachedPictures } from '../attached-pictures.js';
import type { PictureRequest, PictureSource } from '../picture-request.js';
import { leftOut } from '../read-pictures.js';

/** Pictures, and notes about what is not among them. */
export type FoundPictures = Pick<PictureRequest, 'pictures' | 'notes'>;

/** What of a message, or of a forwarded one, shows pictures. */
export type Showing = Pick<Message, 'attachments' | 'embeds' | 'stickers'>;

const SIZE_UNKNOWN = 0;

/**
 * What people see in a message as pictures: its files, the pictures in its embeds, its stickers, and
 * the same of the messages that it forwards. Everything is read from Discord's own servers: a
 * picture of another site through Discord's proxy. What cannot be had there becomes a note.
 */
export function visiblePictures(
  message: Showing & Pick<Message, 'messageSnapshots'>,
  attached: AttachedPictures,
): FoundPictures {
  const forwarded = message.messageSnapshots.map((snapshot) => shownBy(snapshot, attached));
  const found = [shownBy(message, attached), ...forwarded];
  return {
    pictures: found.flatMap(({ pictures }) => pictures),
    notes: found.flatMap(({ notes }) => notes),
  };
}

function shownBy({ attachments, embeds, stickers }: Showing, attached: AttachedPictures) {
  const files = attachments.map((file) => attached.source(file));
  const others = [
    ...embeds.flatMap((embed) => embedded(embed, attached)),
    ...stickers.map((sticker) => stuck(sticker, attached)),
  ];
  return {
    pictures: [...files, ...others.filter((each) => typeof each !== 'string')],
    notes: others.filter((each) => typeof each === 'string'),
  };
}

/** The source of an embed's picture, or a note; nothing where it has none. */
function embedded(
  { image, thumbnail }: Embed,
  attached: AttachedPictures,
): readonly (PictureSource | string)[] {
  const picture = image ?? thumbnail;
  if (picture === null) return [];
  const name = 'the picture of a link';
  const { proxyURL: url } = picture;
  return url
    ? [attached.source({ name, size: SIZE_UNKNOWN, url })]
    : [leftOut(name, 'Discord does not give it to me; please attach it.')];
}

function stuck({ name, format, url }: Sticker, attached: AttachedPictures): PictureSource | string {
  return format === StickerFormatType.Lottie
    ? leftOut(name, 'It is a drawing that moves, which I cannot read.')
    : attached.source({ name: `the sticker ${name}`, size: SIZE_UNKNOWN, url });
}

/** The source without a word about it, should its picture be unusable. */
export function withoutNote({ read, ...source }: PictureSource): PictureSource {
  return {
    ...source,
    read: async (reader) => {
      try {
        return await read(reader);
      } catch (error) {
        if (error instanceof AppError) return null;
        throw error;
      }
    },
  };
}
