import type { Message } from 'discord.js';
import { injectable } from 'tsyringe';

import { AttachedPictures } from '../attached-pictures.js';
import type { PictureRequest } from '../picture-request.js';
import { withLinkPreview } from './link-preview.js';
import { mentionNames } from './mention-names.js';
import { promptText } from './prompt-text.js';
import { RepliedPictures } from './replied-pictures.js';
import { visiblePictures } from './visible-pictures.js';

/** Reads messages as requests. */
@injectable()
export class MentionReader {
  constructor(
    private readonly attached: AttachedPictures,
    private readonly replied: RepliedPictures,
  ) {}

  /** The request in a message: its own pictures come before those of the message it replies to. */
  async read(received: Message): Promise<PictureRequest> {
    const message = await withLinkPreview(received);
    const own = visiblePictures(message, this.attached);
    const replied = await this.replied.of(message);
    return {
      id: message.id,
      userId: message.author.id,
      guildId: message.guildId,
      channelId: message.channelId,
      prompt: promptText(message.content, mentionNames(message)),
      pictures: [...own.pictures, ...replied.pictures],
      notes: [...own.notes, ...replied.notes],
    };
  }
}
