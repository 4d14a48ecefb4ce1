import { injectable } from 'tsyringe';

import { ImageProcessor } from '../../imaging/image-processor.js';
import type { Picture } from '../../imaging/picture.js';
import { AttachmentDownload, INPUT_MAX_BYTES, tooLarge } from './attachment-download.js';
import type { PictureSource, Reader } from './picture-request.js';

/** A file that somebody attached, as Discord describes it. */
export interface AttachedFile {
  readonly name: string;
  /** In bytes. */
  readonly size: number;
  readonly url: string;
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
    return { name: file.name, read: (reader) => this.read(file, reader) };
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
