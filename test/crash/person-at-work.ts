import { setTimeout } from 'node:timers/promises';

import type { Answer } from '../../src/sandbox/client/answer.js';
import type { Person } from '../../src/sandbox/client/person.js';
import type { SeenMessage } from '../../src/sandbox/client/seen-message.js';
import { Asking, COUNTS, flagsFor } from './asking.js';
import { postHere, show } from './bringing.js';
import { noteFailure, noteRequest, noteSuccess, type CardRecord } from './card-record.js';
import { hasButton, isOn, isWaiting } from './card-controls.js';
import { deleteCard } from './deletion.js';
import type { Dice } from './dice.js';
import { PATIENCE_MS, type Workplace } from './ways-in.js';
import { failureIn, placeOf, statusOf } from '../support/e2e-card-look.js';

/** How long somebody waits who was told to try again in a moment. */
const PAUSE_MS = 1_000;

type Make = () => Promise<Answer>;

/** Somebody who makes pictures, whatever happens to the bot meanwhile. */
export class PersonAtWork {
  readonly cards: CardRecord[] = [];
  readonly problems: string[] = [];
  /** Cards that came to another message, and that may have. */
  readonly moves = { sure: 0, unsure: 0 };
  readonly asking: Asking;
  clicks = 0;
  failedClicks = 0;
  /** From each click to its answer. */
  readonly clickTimesMs: number[] = [];

  constructor(
    private readonly here: Workplace,
    private readonly dice: Dice,
    photo: Uint8Array,
  ) {
    this.asking = new Asking(here, dice, photo);
  }

  /** Works until it is told that it is over, and finishes what it has begun. */
  async work(isOver: () => boolean): Promise<void> {
    try {
      while (!isOver()) {
        const card = await this.asking.ask(this.cards.findLast(canBeRepliedTo) ?? null);
        if (card === null) {
          await setTimeout(PAUSE_MS);
          continue;
        }
        this.cards.push(card);
        const goesOn = () => !isOver() && isThere(card);
        for (let step = this.dice.below(6); step >= 0 && goesOn(); step -= 1) await this.use(card);
      }
    } catch (error) {
      this.problems.push(error instanceof Error ? error.message : String(error));
    }
  }

  /** A message that they can see. */
  sees(messageId: string): SeenMessage {
    return this.person.sees(messageId);
  }

  private get person(): Person {
    return this.here.person;
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
    if (luck < 0.6) return this.goSomewhere(record);
    if (luck < 0.65) return this.changeSettings(record);
    if (luck < 0.68 && isOn(card, '⭐')) {
      await this.click(record, () => this.person.click(card, '⭐'));
      return;
    }
    if (luck > 0.93) return this.delete(record);
    if (luck > 0.87) return this.bring(record);
    if (luck < 0.77 && hasButton(card, '⬅️')) {
      const button = this.dice.pick(['⬅️', '➡️']);
      if (!card.button(button).disabled) {
        await this.click(record, () => this.person.click(card, button));
      }
      return;
    }
    await this.editPrompt(record);
  }

  private async editPrompt(record: CardRecord): Promise<void> {
    await this.click(record, async () => {
      const modal = await this.person.openModal(record.card, 'Edit Prompt');
      const count = this.dice.pick(COUNTS);
      record.maxCount = Math.max(record.maxCount, count);
      const edited = `${record.text}, edited ${this.dice.below(1e6)}`;
      return modal.submit({ prompt: `${edited}${flagsFor(count)}` });
    });
  }

  private async bring(record: CardRecord): Promise<void> {
    this.clicks += 1;
    const brought = await (this.dice.next() < 0.5
      ? show(this.here, record.card)
      : postHere(this.here, record.card, record.text));
    if (brought === 'not asked') this.failedClicks += 1;
    else if (brought === 'unsure') {
      this.moves.unsure += 1;
      record.isLeft = true;
    } else if (brought !== 'not found') {
      this.moves.sure += 1;
      record.card = brought;
      record.isBehind = false;
    }
  }

  private async goSomewhere(record: CardRecord): Promise<void> {
    const { card } = record;
    const places = card.selects[1]?.options ?? [];
    const place = places[this.dice.below(Math.max(places.length, 1))];
    if (place) await this.click(record, () => this.person.select(card, place.label));
  }

  private async changeSettings(record: CardRecord): Promise<void> {
    await this.click(record, async () => {
      const modal = await this.person.openModal(record.card, '⚙️');
      const count = this.dice.pick(COUNTS);
      record.maxCount = Math.max(record.maxCount, count);
      return modal.submit({
        aspectRatio: this.dice.pick(['automatic', '16:9', '1:1']),
        count: count === 1 ? 'automatic' : String(count),
      });
    });
  }

  private async delete(record: CardRecord): Promise<void> {
    // A click that fails in front of the person may be carried out later.
    record.deletion = 'tried';
    this.clicks += 1;
    try {
      if (await deleteCard(this.person, record.card)) record.deletion = 'done';
    } catch (error) {
      if (!(error instanceof Error)) throw error;
      this.failedClicks += 1;
    }
  }

  /** Asks for a picture and waits for what comes of it, changing one's mind at times. */
  private async make(
    record: CardRecord,
    ask: () => Promise<Answer>,
    changesMind: boolean,
  ): Promise<void> {
    const { card } = record;
    const before = outcomeOf(card);
    const answer = await this.click(record, ask);
    // An update that shows the card as it was says nothing about the request.
    const answered = outcomeOf(card);
    const isSure = answer?.kind === 'update' && (isWaiting(card) || answered !== before);
    const asked = noteRequest(record, isSure);
    if (changesMind && hasButton(card, 'Cancel')) {
      await this.click(record, () => this.person.click(card, 'Cancel'));
    }
    await this.calm(record);
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

  private async calm(record: CardRecord): Promise<void> {
    const { card } = record;
    try {
      if (card.isEphemeral) await this.refresh(record);
      else await card.changed(() => !isWaiting(card), { timeoutMs: PATIENCE_MS });
    } catch (error) {
      this.problems.push(error instanceof Error ? error.message : String(error));
    }
  }

  /** The outcome of a private card comes with the next click at the latest. */
  private async refresh(record: CardRecord): Promise<void> {
    const { card } = record;
    const untilMs = performance.now() + PATIENCE_MS;
    while (isWaiting(card)) {
      if (performance.now() > untilMs) throw new Error(`${card.footer}: no outcome was shown`);
      await setTimeout(PAUSE_MS);
      if (hasButton(card, 'Refresh'))
        await this.click(record, () => this.person.click(card, 'Refresh'));
    }
  }

  /** The bot's answer, or null where it gave none in time. */
  private async click(record: CardRecord, action: Make): Promise<Answer | null> {
    this.clicks += 1;
    const startMs = performance.now();
    try {
      const answer = await action();
      if (answer.kind === 'update') record.isBehind = false;
      // Acknowledged only: where the process dies before its edit, no other one can edit
      // a private card.
      if (answer.kind === 'deferredUpdate') record.isBehind = record.card.isEphemeral;
      return answer;
    } catch (error) {
      if (!(error instanceof Error)) throw error;
      // "This interaction failed", or a form that did not open: what people see while a
      // bot is down.
      this.failedClicks += 1;
      record.isBehind = record.card.isEphemeral;
      return null;
    } finally {
      this.clickTimesMs.push(performance.now() - startMs);
    }
  }
}

const CALLED_OFF = '🛑 Cancelled';

/** What a card says has come of all requests so far. */
function outcomeOf(card: SeenMessage): string {
  return [placeOf(card)?.split(' of ')[1], failureIn(card), statusOf(card)].join('|');
}

function isThere({ deletion, isLeft }: CardRecord): boolean {
  return deletion === 'none' && !isLeft;
}

function canBeRepliedTo(record: CardRecord): boolean {
  return isThere(record) && !record.card.isEphemeral;
}
