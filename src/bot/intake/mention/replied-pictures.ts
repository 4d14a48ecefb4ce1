import { MessageReferenceType, type Message } from 'discord.js';
import { inject, injectable, type InjectionToken } from 'tsyringe';

import { AppError } from '../../../platform/app-error.js';
import { interactionIdInEmbeds } from '../../../interactions/interaction-id.js';
import { toDiscordError } from '../../discord-errors.js';
import { AttachedPictures } from '../attached-pictures.js';
import { CardPictures } from '../card-pictures.js';
import type { PictureRequest } from '../picture-request.js';
import { leftOut } from '../read-pictures.js';

/** Whether the bot logs in with the privileged message content intent. */
export const MESSAGE_CONTENT_INTENT: InjectionToken<boolean> = Symbol('MessageContentIntent');

/** What the message replied to adds to a request. */
type Replied = Pick<PictureRequest, 'pictures' | 'notes'>;

const NOTHING: Replied = { pictures: [], notes: [] };

/** The pictures of the message that a request replies to; that message's text plays no part. */
@injectable()
export class RepliedPictures {
  constructor(
    private readonly attached: AttachedPictures,
    private readonly cards: CardPictures,
    @inject(MESSAGE_CONTENT_INTENT) private readonly canReadAll: boolean,
  ) {}

  /**
   * The attachments of the message replied to; when it is one of the bot's own cards, the output it
   * shows. A message that cannot be read becomes a note.
   */
  async of(message: Message): Promise<Replied> {
    if (message.reference?.type !== MessageReferenceType.Default) return NOTHING;
    const replied = await fetchReplied(message);
    if (replied instanceof AppError) return unreadable(reasonOf(replied));
    if (replied.author.id === message.client.user.id) return this.ofOwn(replied);
    if (this.isHidden(replied)) {
      return unreadable(
        'Discord does not show me its pictures; please attach them to your own message.',
      );
    }
    return { pictures: replied.attachments.map((file) => this.attached.source(file)), notes: [] };
  }

  private ofOwn(card: Message): Replied {
    const interactionId = interactionIdInEmbeds(card.embeds);
    if (interactionId === null) return NOTHING;
    return { pictures: [this.cards.source(interactionId, 'the card you replied to')], notes: [] };
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

function unreadable(userMessage: string): Replied {
  return { pictures: [], notes: [leftOut('the message you replied to', userMessage)] };
}
