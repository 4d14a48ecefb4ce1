import type { SeenMessage } from '../../src/sandbox/client/seen-message.js';
import { newRecord, type CardRecord } from './card-record.js';
import type { Dice } from './dice.js';
import { PICTURE_OF } from './scripted-model.js';
import { editPicture, imagine, PATIENCE_MS, type CommandAsked, type Workplace } from './ways-in.js';

/** What somebody was told in place of a card. */
export interface Excuse {
  readonly mentionId: string;
  readonly content: string;
  /** After the mention. */
  readonly afterMs: number;
}

/** How many pictures people ask for. */
export const COUNTS = [1, 1, 1, 2, 4] as const;

const GIVEN_UP = 'I could not read this message';

/** Asks for cards in every way there is. */
export class Asking {
  readonly mentions: SeenMessage[] = [];
  readonly commands: CommandAsked[] = [];
  /** Requests over which two processes died. */
  givenUp = 0;
  /** Mentions that were answered with an excuse in place of a card. */
  readonly excuses: Excuse[] = [];
  private asked = 0;

  constructor(
    private readonly here: Workplace,
    private readonly dice: Dice,
    private readonly photo: Uint8Array,
  ) {}

  /**
   * Null where there is no card: two processes died over the request, or the storage failed.
   *
   * @param card one that its person knows, to reply to.
   */
  async ask(card: CardRecord | null): Promise<CardRecord | null> {
    this.asked += 1;
    const { channel, person } = this.here;
    const text = `${PICTURE_OF}${person.user.username} ${channel ?? 'alone'} ${this.asked}`;
    const luck = this.dice.next();
    if (luck < 0.4) return this.mention(text, null);
    if (luck < 0.55) return this.mention(text, card);
    return luck < 0.85 ? this.imagine(text, luck > 0.78) : this.editPicture(text);
  }

  private async mention(text: string, repliedTo: CardRecord | null): Promise<CardRecord | null> {
    const { channel, person } = this.here;
    const files = this.dice.next() < 0.4 ? [{ name: 'photo.png', bytes: this.photo }] : [];
    const maxCount = this.dice.pick(COUNTS);
    const showsPicture = repliedTo?.card.pictureName !== undefined;
    const writing = { files, ...(repliedTo !== null && { replyTo: repliedTo.card }) };
    const words = `${text}${flagsFor(maxCount)}`;
    const mention = await (channel === null
      ? person.dm(words, writing)
      : person.mention(words, { channel, ...writing }));
    this.mentions.push(mention);
    const askedMs = performance.now();
    const card = await person.nextReply(mention, { timeoutMs: PATIENCE_MS });
    if (card.footer !== undefined) {
      const from = showsPicture ? (repliedTo?.interactionId ?? null) : null;
      return newRecord(card, { text, mentionId: mention.id, repliedTo: from, maxCount });
    }
    const { content } = card;
    if (content.startsWith(GIVEN_UP)) this.givenUp += 1;
    else
      this.excuses.push({
        mentionId: mention.id,
        content,
        afterMs: performance.now() - askedMs,
      });
    return null;
  }

  private async imagine(text: string, isPrivate: boolean): Promise<CardRecord | null> {
    const count = this.dice.pick(COUNTS);
    const picture = { name: 'photo.png', bytes: this.photo };
    return this.noted(
      count,
      await imagine(this.here, text, {
        ...(count > 1 && { count }),
        ...(this.dice.next() < 0.4 && { picture }),
        ...(isPrivate && { private: true }),
      }),
    );
  }

  private async editPicture(text: string): Promise<CardRecord | null> {
    const count = this.dice.pick(COUNTS);
    return this.noted(count, await editPicture(this.here, text, flagsFor(count), this.photo));
  }

  private noted(maxCount: number, command: CommandAsked): CardRecord | null {
    this.commands.push(command);
    const { shown, text } = command;
    if (shown === null) return null;
    if (shown.footer !== undefined)
      return newRecord(shown, { text, mentionId: null, repliedTo: null, maxCount });
    if (shown.content.startsWith(GIVEN_UP)) this.givenUp += 1;
    return null;
  }
}

/** What a prompt ends with that asks for so many pictures. */
export function flagsFor(count: number): string {
  return count > 1 ? ` --n ${count}` : '';
}
