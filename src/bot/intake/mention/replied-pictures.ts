import { MessageReferenceType, type Message } from 'discord.js';
import { LRUCache } from 'lru-cache';
import { injectable } from 'tsyringe';

import { AppError } from '../../../platform/app-error.js';
import { PersistenceService } from '../../../persistence/persistence-service.js';
import { interactionOf } from '../../cards/answering/former-card.js';
import { toDiscordError } from '../../discord-errors.js';
import { MessageContent } from '../../gateway/message-content.js';
import { placeOf } from '../../guards/place-permissions.js';
import { AttachedPictures } from '../attached-pictures.js';
import { CardPictures } from '../card-pictures.js';
import { leftOut } from '../sentences.js';
import { GONE, NO_HISTORY, NOT_GIVEN, NOT_SHOWN, THE_CARD, THE_MESSAGE } from './sentences.js';
import { visiblePictures, withoutNote, type FoundPictures } from './visible-pictures.js';

const NOTHING: FoundPictures = { pictures: [], notes: [] };

/** How many messages are remembered of which the unusable files were told once. */
const MAX_REMEMBERED = 1_000;

/** The pictures of the message that a request replies to; that message's text plays no part. */
@injectable()
export class RepliedPictures {
  private readonly complainedAbout = new LRUCache<string, true>({ max: MAX_REMEMBERED });

  constructor(
    private readonly attached: AttachedPictures,
    private readonly cards: CardPictures,
    private readonly messageContent: MessageContent,
    private readonly persistence: PersistenceService,
  ) {}

  /**
   * What people see as pictures in the message replied to; when it is one of the bot's own
   * cards, the pictures that it shows now. What cannot be read becomes a note, with the first
   * reply to a message only.
   *
   * @throws AppError `storage.*`
   */
  async of(message: Message): Promise<FoundPictures> {
    // Discord leaves the type out where it is that of a reply.
    const type = message.reference && (message.reference.type ?? MessageReferenceType.Default);
    if (type !== MessageReferenceType.Default) return NOTHING;
    if (!placeOf(message).mayReadHistory) return unreadable(NO_HISTORY);
    const replied = await fetchReplied(message);
    if (replied instanceof AppError) return unreadable(reasonOf(replied));
    if (replied.author.id === message.client.user.id) return this.ofOwn(replied);
    if (this.isHidden(replied)) return unreadable(NOT_SHOWN);
    const found = visiblePictures(replied, this.attached);
    if (!this.complainedAbout.has(replied.id)) {
      this.complainedAbout.set(replied.id, true);
      return found;
    }
    return { pictures: found.pictures.map(withoutNote), notes: [] };
  }

  /** Of a card, what it shows where it is now, wherever the message stands that was replied to. */
  private async ofOwn(card: Message): Promise<FoundPictures> {
    const interactionId = await interactionOf(card, this.persistence);
    if (interactionId === null) return NOTHING;
    try {
      return { pictures: await this.cards.shownBy(interactionId, THE_CARD), notes: [] };
    } catch (error) {
      if (!(error instanceof AppError) || error.code.startsWith('storage.')) throw error;
      return { pictures: [], notes: [leftOut(THE_CARD, error.userMessage)] };
    }
  }

  /** Without the intent, Discord empties the messages of others that do not mention the bot. */
  private isHidden(message: Message): boolean {
    const { guild, content, attachments, embeds, stickers, messageSnapshots } = message;
    const shown = [attachments.size, embeds.length, stickers.size, messageSnapshots.size];
    const isEmpty = content === '' && shown.every((count) => count === 0);
    return !this.messageContent.isOn && guild !== null && isEmpty;
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
  return retryable ? NOT_GIVEN : GONE;
}

function unreadable(userMessage: string): FoundPictures {
  return { pictures: [], notes: [leftOut(THE_MESSAGE, userMessage)] };
}
