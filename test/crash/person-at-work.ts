import { setTimeout } from 'node:timers/promises';

import type { Answer } from '../../src/sandbox/client/answer.js';
import type { Person } from '../../src/sandbox/client/person.js';
import type { SeenMessage } from '../../src/sandbox/client/seen-message.js';
import {
  newRecord,
  noteFailure,
  noteRequest,
  noteSuccess,
  type CardRecord,
} from './card-record.js';
import type { Dice } from './dice.js';
import { PICTURE_OF } from './scripted-model.js';
import { failureIn, placeOf, statusOf } from '../support/e2e-card-look.js';

/**
 * Several restarts may lie between a request and its outcome, and each may leave a lease of a minute
 * to a process that is dead.
 */
const PATIENCE_MS = 300_000;

/** What somebody was told in place of a card. */
export interface Excuse {
  readonly mentionId: string;
  readonly content: string;
  /** After the mention. */
  readonly afterMs: number;
}

/** How many pictures people ask for. */
const COUNTS = [1, 1, 1, 2, 4] as const;

/** How long somebody waits who was told to try again in a moment. */
const PAUSE_MS = 1_000;

type Make = () => Promise<Answer>;

/** Somebody who makes pictures, whatever happens to the bot meanwhile. */
export class PersonAtWork {
  readonly cards: CardRecord[] = [];
  readonly mentions: SeenMessage[] = [];
  readonly problems: string[] = [];
  givenUp = 0;
  /** Mentions that were answered with an excuse in place of a card. */
  readonly excuses: Excuse[] = [];
  clicks = 0;
  failedClicks = 0;
  /** From a click to its answer. */
  slowestClickMs = 0;

  constructor(
    private readonly person: Person,
    /** Null: in direct messages. */
    private readonly channel: string | null,
    private readonly dice: Dice,
    private readonly photo: Uint8Array,
  ) {}

  /** Works until it is told that it is over, and finishes what it has begun. */
  async work(isOver: () => boolean): Promise<void> {
    try {
      for (let number = 1; !isOver(); number += 1) {
        const card = await this.ask(number);
        if (card === null) continue;
        for (let step = this.dice.below(6); step >= 0 && !isOver(); step -= 1) await this.use(card);
      }
    } catch (error) {
      this.problems.push(error instanceof Error ? error.message : String(error));
    }
  }

  private get subject(): string {
    return `${PICTURE_OF}${this.person.user.username}`;
  }

  /** Null where there is no card: two processes died over the message, or the storage failed. */
  private async ask(number: number): Promise<CardRecord | null> {
    const files = this.dice.next() < 0.4 ? [{ name: 'photo.png', bytes: this.photo }] : [];
    const count = this.dice.pick(COUNTS);
    const text = `${this.subject} ${number}${count > 1 ? ` --n ${count}` : ''}`;
    const { person, channel } = this;
    const mention = await (channel === null
      ? person.dm(text, { files })
      : person.mention(text, { channel, files }));
    this.mentions.push(mention);
    const askedMs = performance.now();
    const card = await this.person.nextReply(mention, { timeoutMs: PATIENCE_MS });
    if (card.content.startsWith(GIVEN_UP)) {
      this.givenUp += 1;
      return null;
    }
    if (card.footer === undefined) {
      const { content } = card;
      const afterMs = performance.now() - askedMs;
      this.excuses.push({ mentionId: mention.id, content, afterMs });
      await setTimeout(PAUSE_MS);
      return null;
    }
    const record = newRecord(card, mention.id, count);
    this.cards.push(record);
    return record;
  }

  private async use(record: CardRecord): Promise<void> {
    const { card } = record;
    const makes: [Make, ...Make[]] = [
      () => this.person.click(card, 'Process Prompt'),
      () => this.person.select(card, this.dice.pick(['Neon', 'Sketch', 'Vintage'])),
    ];
    for (const name of ['Again', 'Vary'])
      if (isOn(card, name)) makes.push(() => this.person.click(card, name));
    const luck = this.dice.next();
    if (hasButton(card, 'Try again')) {
      return this.make(record, () => this.person.click(card, 'Try again'), false);
    }
    if (luck < 0.55) return this.make(record, this.dice.pick(makes), luck < 0.1);
    if (luck < 0.6) return this.goSomewhere(card);
    if (luck < 0.65) return this.changeSettings(record);
    if (luck < 0.8 && hasButton(card, '⬅️')) {
      const button = this.dice.pick(['⬅️', '➡️']);
      if (!card.button(button).disabled) {
        await this.click(() => this.person.click(card, button));
      }
      return;
    }
    await this.click(async () => {
      const modal = await this.person.openModal(card, 'Edit Prompt');
      return modal.submit({ prompt: `${this.subject}, edited ${this.dice.below(1e6)}` });
    });
  }

  private async goSomewhere(card: SeenMessage): Promise<void> {
    const places = card.selects[1]?.options ?? [];
    const place = places[this.dice.below(Math.max(places.length, 1))];
    if (place) await this.click(() => this.person.select(card, place.label));
  }

  private async changeSettings(record: CardRecord): Promise<void> {
    await this.click(async () => {
      const modal = await this.person.openModal(record.card, '⚙️');
      const count = this.dice.pick(COUNTS);
      record.maxCount = Math.max(record.maxCount, count);
      return modal.submit({
        aspectRatio: this.dice.pick(['automatic', '16:9', '1:1']),
        count: count === 1 ? 'automatic' : String(count),
      });
    });
  }

  /** Asks for a picture and waits for what comes of it, changing one's mind at times. */
  private async make(
    record: CardRecord,
    ask: () => Promise<Answer>,
    changesMind: boolean,
  ): Promise<void> {
    const { card } = record;
    const before = outcomeOf(card);
    const answer = await this.click(ask);
    // An update that shows the card as it was says nothing about the request.
    const answered = outcomeOf(card);
    const isSure = answer?.kind === 'update' && (isWaiting(card) || answered !== before);
    const asked = noteRequest(record, isSure);
    if (changesMind && hasButton(card, 'Cancel')) {
      await this.click(() => this.person.click(card, 'Cancel'));
    }
    await this.calm(card);
    if (isSure) this.note(record, asked, { before, answered });
  }

  private note(
    record: CardRecord,
    asked: number,
    { before, answered }: { readonly before: string; readonly answered: string },
  ): void {
    const { card } = record;
    if (failureIn(card) !== undefined) noteFailure(record, asked);
    else if (statusOf(card)?.startsWith(CALLED_OFF) === true) record.cancellations += 1;
    else if (outcomeOf(card) === before)
      this.problems.push(`${card.footer}: nothing came of it; ${before}, then ${answered}`);
    else noteSuccess(record, asked);
  }

  private async calm(card: SeenMessage): Promise<void> {
    try {
      await card.changed(() => !isWaiting(card), { timeoutMs: PATIENCE_MS });
    } catch (error) {
      this.problems.push(error instanceof Error ? error.message : String(error));
    }
  }

  /** The bot's answer, or null where it gave none in time. */
  private async click(action: () => Promise<Answer>): Promise<Answer | null> {
    this.clicks += 1;
    const startMs = performance.now();
    try {
      return await action();
    } catch (error) {
      if (!(error instanceof Error)) throw error;
      // "This interaction failed", or a form that did not open: what people see while a bot is down.
      this.failedClicks += 1;
      return null;
    } finally {
      this.slowestClickMs = Math.max(this.slowestClickMs, performance.now() - startMs);
    }
  }
}

const GIVEN_UP = 'I could not read this message';
const CALLED_OFF = '🛑 Cancelled';

/** What a card says has come of all requests so far. */
function outcomeOf(card: SeenMessage): string {
  return [placeOf(card)?.split(' of ')[1], failureIn(card), statusOf(card)].join('|');
}

/** Whether a card waits for its picture. */
export function isWaiting(card: SeenMessage): boolean {
  return hasButton(card, 'Cancel') || (statusOf(card)?.startsWith('🍌') ?? false);
}

function isOn(card: SeenMessage, label: string): boolean {
  return card.buttons.some((button) => button.label === label && !button.disabled);
}

function hasButton(card: SeenMessage, label: string): boolean {
  return card.buttons.some((button) => button.label === label || button.emoji === label);
}
