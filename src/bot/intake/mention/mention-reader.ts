import type { Message } from 'discord.js';
import { inject, injectable } from 'tsyringe';

import { OFFERED_MODELS } from '../../../generation/models/offered-models.js';
import type { OfferedModels } from '../../../interactions/offered-models.js';
import { DefaultSettings } from '../../../persistence/default-settings.js';
import { readFlags } from '../../../interactions/prompt-flags.js';
import { isAgeRestricted } from '../../guards/age-restricted.js';
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
    private readonly defaults: DefaultSettings,
    @inject(OFFERED_MODELS) private readonly models: OfferedModels,
  ) {}

  /**
   * The request in a message: its own pictures come before those of the message it replies to.
   * Flags in it go before the default settings.
   *
   * @throws AppError `storage.*`
   */
  async read(received: Message): Promise<PictureRequest> {
    const message = await withLinkPreview(received);
    const own = visiblePictures(message, this.attached);
    const replied = await this.replied.of(message);
    const text = promptText(message.content, mentionNames(message));
    const asker = { userId: message.author.id, guildId: message.guildId };
    const defaults = await this.defaults.forRequest(asker);
    const { prompt, settings, estimate, notes } = readFlags(text, this.models, defaults);
    return {
      id: message.id,
      ...asker,
      channelId: message.channelId,
      isAgeRestricted: isAgeRestricted(message.channel),
      prompt,
      settings,
      estimate,
      pictures: [...own.pictures, ...replied.pictures],
      notes: [...own.notes, ...replied.notes, ...notes],
    };
  }
}
