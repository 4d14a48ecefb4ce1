import type { Message } from 'discord.js';
import { inject, injectable } from 'tsyringe';

import { OFFERED_MODELS } from '../../../generation/models/offered-models.js';
import type { OfferedModels } from '../../../interactions/offered-models.js';
import { readFlags } from '../../../interactions/prompt-flags.js';
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
    @inject(OFFERED_MODELS) private readonly models: OfferedModels,
  ) {}

  /** The request in a message: its own pictures come before those of the message it replies to. */
  async read(received: Message): Promise<PictureRequest> {
    const message = await withLinkPreview(received);
    const own = visiblePictures(message, this.attached);
    const replied = await this.replied.of(message);
    const text = promptText(message.content, mentionNames(message));
    const { prompt, settings, notes } = readFlags(text, this.models);
    return {
      id: message.id,
      userId: message.author.id,
      guildId: message.guildId,
      channelId: message.channelId,
      prompt,
      settings,
      pictures: [...own.pictures, ...replied.pictures],
      notes: [...own.notes, ...replied.notes, ...notes],
    };
  }
}
