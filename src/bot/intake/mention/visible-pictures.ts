import { StickerFormatType, type Embed, type Message, type Sticker } from 'discord.js';

import { AppError } from '../../../platform/app-error.js';
import type { AttachedFile, AttachedPictures } from '../attached-pictures.js';
import type { PictureRequest, PictureSource } from '../picture-request.js';
import { LINK_NOT_GIVEN, LINK_PICTURE, movingDrawing, theSticker } from './sentences.js';

/** Pictures, and notes about what is not among them. */
export type FoundPictures = Pick<PictureRequest, 'pictures' | 'notes'>;

/** What of a message, or of a forwarded one, shows pictures. */
export type Showing = Pick<Message, 'attachments' | 'embeds' | 'stickers'>;

const SIZE_UNKNOWN = 0;

/** Files of Discord's that show pictures, and notes about what is not among them. */
export interface FoundFiles {
  readonly files: readonly AttachedFile[];
  readonly notes: readonly string[];
}

/** The pictures of {@link visibleFiles}. */
export function visiblePictures(
  message: Showing & Pick<Message, 'messageSnapshots'>,
  attached: AttachedPictures,
): FoundPictures {
  const { files, notes } = visibleFiles(message);
  return { pictures: files.map((file) => attached.source(file)), notes };
}

/**
 * What people see in a message as pictures: its files, the pictures in its embeds, its stickers,
 * and the same of the messages that it forwards. Everything is read from Discord's own servers: a
 * picture of another site through Discord's proxy. What cannot be had there becomes a note.
 */
export function visibleFiles(message: Showing & Pick<Message, 'messageSnapshots'>): FoundFiles {
  const found = [shownBy(message), ...message.messageSnapshots.map((each) => shownBy(each))];
  return {
    files: found.flatMap(({ files }) => files),
    notes: found.flatMap(({ notes }) => notes),
  };
}

function shownBy({ attachments, embeds, stickers }: Showing): FoundFiles {
  const others = [...embeds.flatMap((embed) => embedded(embed)), ...stickers.map(stuck)];
  return {
    files: [...attachments.values(), ...others.filter((each) => typeof each !== 'string')],
    notes: others.filter((each) => typeof each === 'string'),
  };
}

/** The picture of an embed, or a note; nothing where it has none. */
function embedded({ image, thumbnail }: Embed): readonly (AttachedFile | string)[] {
  const picture = image ?? thumbnail;
  if (picture === null) return [];
  const { proxyURL: url } = picture;
  return url ? [{ name: LINK_PICTURE, size: SIZE_UNKNOWN, url }] : [LINK_NOT_GIVEN];
}

function stuck({ name, format, url }: Sticker): AttachedFile | string {
  return format === StickerFormatType.Lottie
    ? movingDrawing(name)
    : { name: theSticker(name), size: SIZE_UNKNOWN, url };
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
