import { MessageReferenceType, type Message } from 'discord.js';
import { inject, injectable, type InjectionToken } from 'tsyringe';

import { AppError } from '../../../platform/app-error.js';
import type { Picture } from '../../../imaging/picture.js';
import { IMAGE_STORE, type ImageStore } from '../../../persistence/images/image-store.js';
import type { StoredImage } from '../../../interactions/interaction-state.js';
import { PersistenceService } from '../../../persistence/persistence-service.js';
import { interactionIdInEmbeds } from '../../../interactions/interaction-id.js';
import { toDiscordError } from '../../discord-errors.js';
import { MessagePictures } from '../message-pictures.js';
import type { PictureSource } from '../picture-source.js';

/** Whether the bot logs in with the privileged message content intent. */
export const MESSAGE_CONTENT_INTENT: InjectionToken<boolean> = Symbol('MessageContentIntent');

const REPLIED_TO = 'the message you replied to';

/** The pictures of the message that a request replies to; that message's text plays no part. */
@injectable()
export class RepliedPictures {
  constructor(
    private readonly messagePictures: MessagePictures,
    private readonly persistence: PersistenceService,
    @inject(IMAGE_STORE) private readonly images: ImageStore,
    @inject(MESSAGE_CONTENT_INTENT) private readonly canReadAll: boolean,
  ) {}

  /**
   * The attachments of the message replied to; when it is one of the bot's own cards, the output it
   * shows. A message that cannot be read becomes a source whose reading says so.
   */
  async of(message: Message): Promise<PictureSource[]> {
    if (message.reference?.type !== MessageReferenceType.Default) return [];
    const replied = await fetchReplied(message);
    if (replied instanceof AppError) return [unreadable(reasonOf(replied))];
    if (replied.author.id === message.client.user.id) return this.ofOwn(replied);
    if (this.isHidden(replied)) {
      return [
        unreadable(
          'Discord does not show me its pictures; please attach them to your own message.',
        ),
      ];
    }
    return this.messagePictures.of(replied);
  }

  private ofOwn(card: Message): PictureSource[] {
    const interactionId = interactionIdInEmbeds(card.embeds);
    if (interactionId === null) return [];
    return [{ name: 'the card you replied to', read: () => this.shownOutput(interactionId) }];
  }

  private async shownOutput(interactionId: string): Promise<Picture> {
    const { outputs, currentIndex } = await this.persistence.load(interactionId);
    const shown: StoredImage | undefined = outputs[currentIndex]?.image;
    if (!shown) {
      throw new AppError({
        code: 'image.none_shown',
        retryable: false,
        sentence: 'It shows no picture yet.',
      });
    }
    const { mediaType, width, height } = shown;
    return { bytes: await this.images.get(shown), mediaType, width, height };
  }

  /** Without the intent, Discord empties the messages of others that do not mention the bot. */
  private isHidden({ guild, content, attachments, embeds }: Message): boolean {
    const isEmpty = content === '' && attachments.size === 0 && embeds.length === 0;
    return !this.canReadAll && guild !== null && isEmpty;
  }
}

/** The request goes on without a message that cannot be had, and says so. */
async function fetchReplied(message: Message): Promise<Message | AppError> {
  try {
    return await message.fetchReference();
  } catch (error) {
    return toDiscordError(error);
  }
}

function reasonOf({ retryable }: AppError): string {
  return retryable ? 'Discord did not give it to me.' : 'It is gone, or I may not read it.';
}

function unreadable(sentence: string): PictureSource {
  const error = new AppError({ code: 'image.hidden', retryable: false, sentence });
  return { name: REPLIED_TO, read: () => Promise.reject(error) };
}
