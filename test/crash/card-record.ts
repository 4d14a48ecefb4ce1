import type { SeenMessage } from '../../src/sandbox/client/seen-message.js';
import { interactionIdOf, placeOf, statusOf } from '../support/e2e-card-look.js';

/** What one card was asked for, and what came of it as far as its person could tell. */
export interface CardRecord {
  /** It changes when the card is brought to another place. */
  card: SeenMessage;
  readonly interactionId: string;
  /** The words of its request. */
  readonly text: string;
  /** The message that asked; null: a command did. */
  readonly mentionId: string | null;
  /** The interaction that it has to go on from; null: none, or nobody can tell. */
  readonly repliedTo: string | null;
  /** Whether its person has left it, because nobody can say where it will be. */
  isLeft: boolean;
  /**
   * Whether it may show less than its row, or that a picture is made which is there already: its
   * last click failed in front of the person, or was only acknowledged. It may have been carried
   * out later, and only another click changes a private card then.
   */
  isBehind: boolean;
  /** Requests of pictures that the bot has confirmed. */
  confirmed: number;
  /** Clicks that asked for pictures and failed in front of the person: done or not. */
  uncertain: number;
  /** Pictures that all these requests can have brought. */
  possible: number;
  /** Calls of the model that they can have needed, without repetitions. */
  calls: number;
  /** The most pictures that a request on this card may ask for: the highest number ever chosen. */
  maxCount: number;
  /** Outcomes that were seen for confirmed requests: at least one picture came. */
  successes: number;
  /** Pictures that came with them. */
  pictures: number;
  failures: number;
  cancellations: number;
  /** Whether its person has deleted it; `tried`: nobody can say whether it will be gone. */
  deletion: 'none' | 'tried' | 'done';
}

/** The record of a new card, whose request asked for so many pictures at a time. */
export function newRecord(
  card: SeenMessage,
  request: Pick<CardRecord, 'text' | 'mentionId' | 'repliedTo' | 'maxCount'>,
): CardRecord {
  return {
    ...request,
    card,
    interactionId: interactionIdOf(card),
    isLeft: false,
    isBehind: false,
    confirmed: 0,
    uncertain: 0,
    possible: 0,
    calls: 0,
    successes: 0,
    pictures: 0,
    failures: 0,
    cancellations: 0,
    deletion: 'none',
  };
}

/** Notes that pictures were asked for, and gives how many. */
export function noteRequest(record: CardRecord, isSure: boolean): number {
  const asked = isSure ? picturesAsked(record.card) : record.maxCount;
  if (isSure) record.confirmed += 1;
  else record.uncertain += 1;
  record.possible += asked;
  record.calls += asked;
  return asked;
}

/** Notes that a request failed that had asked for so many pictures. */
export function noteFailure(record: CardRecord, asked: number): void {
  record.failures += 1;
  record.possible -= asked;
}

/** Notes that pictures came: as many as asked for, unless the card says that some did not. */
export function noteSuccess(record: CardRecord, asked: number): void {
  const came = Number(INCOMPLETE.exec(statusOf(record.card) ?? '')?.[1] ?? asked);
  record.successes += 1;
  record.pictures += came;
  record.possible -= asked - came;
}

const INCOMPLETE = /(\d) of (\d) pictures/;

/** How many pictures a request asks for, as its card says while it waits or right after. */
function picturesAsked(card: SeenMessage): number {
  const status = statusOf(card);
  if (status === undefined && placeOf(card) !== undefined)
    return Number(/(\d) pictures · /.exec(card.description?.split('\n', 1).join() ?? '')?.[1] ?? 1);
  const [, , asked] = INCOMPLETE.exec(status ?? '') ?? [];
  return Number(asked ?? /picture \d of (\d)/.exec(status ?? '')?.[1] ?? 1);
}
