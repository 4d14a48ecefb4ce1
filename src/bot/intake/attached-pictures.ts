import { injectable } from 'tsyringe';

import { ImageProcessor } from '../../imaging/image-processor.js';
import type { Picture } from '../../imaging/picture.js';
import { isSpoilerName } from '../../views/card-message.js';
import { AttachmentDownload, INPUT_MAX_BYTES, tooLarge } from './attachment-download.js';
import type { PictureSource, Reader } from './picture-request.js';

/** A file that somebody attached, as Discord describes it. */
export interface AttachedFile {
  readonly name: string;
  /** In bytes. */
  readonly size: number;
  readonly url: string;
  readonly flags?: { readonly bitfield: number };
}

/** Pictures among the files that people attach. */
@injectable()
export class AttachedPictures {
  constructor(
    private readonly downloads: AttachmentDownload,
    private readonly imaging: ImageProcessor,
  ) {}

  /** The source of a file's picture, whatever its name or type claims. */
  source(file: AttachedFile): PictureSource {
    return {
      name: file.name,
      ...(isCovered(file) && { isSpoiler: true }),
      read: (reader) => this.read(file, reader),
    };
  }

  private async read(
    { size, url }: AttachedFile,
    { personId, takeSlot }: Reader,
  ): Promise<Picture> {
    if (size > INPUT_MAX_BYTES) throw tooLarge();
    const bytes = await this.downloads.fetch(url, takeSlot);
    await takeSlot();
    return this.imaging.readInput(bytes, personId);
  }
}

/** Discord's flag of a covered attachment. */
const IS_SPOILER = 1 << 3;

/** Whether its sender covered it: by its flag, or by its name. */
export function isCovered({ name, flags }: AttachedFile): boolean {
  return ((flags?.bitfield ?? 0) & IS_SPOILER) !== 0 || isSpoilerName(name);
}
