import { imageSize } from 'image-size';
import type { Attachment, Message } from '../world/entities.js';
import type { World } from '../world/world.js';
import { contentTypeOf } from './content-type.js';

/** A file that is to be stored. */
export interface UploadedFile {
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly contentType?: string;
  readonly description?: string | null;
  /** A person's client can cover a file without changing its name. */
  readonly isSpoiler?: boolean;
}

const SPOILER_PREFIX = 'SPOILER_';

/**
 * A file's name in Discord's form: letters, digits, dots, dashes and underscores stay, all other
 * characters become underscores.
 */
export function sanitizedFilename(name: string): string {
  return name.replaceAll(/[^\w.-]/g, '_').replace(/^\.+/, '') || 'unknown';
}

function dimensions(bytes: Uint8Array): { width: number; height: number } | undefined {
  try {
    const { width, height } = imageSize(bytes);
    return { width, height };
  } catch {
    // Discord omits the size of files that it cannot read as a picture.
    return undefined;
  }
}

/**
 * Stores a file of a message on the CDN, with width and height for pictures; bytes are not copied.
 * A file of a message that only one person sees is ephemeral.
 */
export function storeAttachment(
  world: World,
  { channelId, ephemeralFor }: Pick<Message, 'channelId' | 'ephemeralFor'>,
  file: UploadedFile,
): Attachment {
  return ephemeralFor === undefined
    ? store(world, file, { channelId, isEphemeral: false })
    : storeUpload(world, file);
}

/** Stores a file that belongs to no channel, as one that somebody uploads in a modal. */
export function storeUpload(world: World, file: UploadedFile): Attachment {
  return store(world, file, { channelId: world.nextId(), isEphemeral: true });
}

function store(
  world: World,
  file: UploadedFile,
  place: Pick<Attachment, 'channelId' | 'isEphemeral'>,
): Attachment {
  const filename = sanitizedFilename(file.name);
  const contentType = contentTypeOf(filename, file.contentType);
  const attachment: Attachment = {
    ...place,
    id: world.nextId(),
    filename,
    contentType,
    bytes: file.bytes,
    description: file.description ?? null,
    isSpoiler: file.isSpoiler === true || filename.startsWith(SPOILER_PREFIX),
    ...(contentType.startsWith('image/') ? dimensions(file.bytes) : undefined),
  };
  world.attachments.set(attachment.id, attachment);
  return attachment;
}
