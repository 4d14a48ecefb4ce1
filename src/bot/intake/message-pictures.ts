import type { Attachment, Message } from 'discord.js';
import { injectable } from 'tsyringe';

import { ImageProcessor } from '../../imaging/image-processor.js';
import type { Picture } from '../../imaging/picture.js';
import { AttachmentDownload, INPUT_MAX_BYTES, tooLarge } from './attachment-download.js';
import type { PictureSource } from './picture-source.js';

/** The pictures attached to a message. */
@injectable()
export class MessagePictures {
  constructor(
    private readonly downloads: AttachmentDownload,
    private readonly imaging: ImageProcessor,
  ) {}

  /** One source for each attachment, in their order, whatever its name or type claims. */
  of({ attachments }: Message): PictureSource[] {
    return attachments.map((attachment) => ({
      name: attachment.name,
      read: () => this.read(attachment),
    }));
  }

  private async read({ size, url }: Attachment): Promise<Picture> {
    if (size > INPUT_MAX_BYTES) throw tooLarge();
    return this.imaging.readInput(await this.downloads.fetch(url));
  }
}
