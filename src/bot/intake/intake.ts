import PQueue from 'p-queue';
import { injectable } from 'tsyringe';

import { KeyedMutex } from '../../platform/keyed-mutex.js';
import type { InteractionState } from '../../interactions/interaction-state.js';
import { isTooLong, tooLong } from '../../interactions/prompt.js';
import { Beginnings } from '../../persistence/beginnings.js';
import { clip } from '../../views/embed-limits.js';
import { plainNote } from '../../views/plain-text.js';
import type { PictureRequest } from './picture-request.js';
import { readPictures } from './read-pictures.js';
import { RequestRecorder } from './request-recorder.js';

/** Ten pictures of 10 MiB each may be in memory for every request that is being answered. */
const MAX_REQUESTS_AT_ONCE = 4;

/** Discord takes 2,000 characters in a message; the rest is for how to ask. */
const NOTES_MAX = 1_500;

/** What somebody is told whose request ended the process more than once. */
const UNREADABLE =
  'I could not read this message: something in it ended me twice, so I leave it alone. Please try other pictures.';

/** What became of a request: a stored interaction, or the words that say why there is none. */
export type Taken = { readonly state: InteractionState } | { readonly refusal: string };

/** Takes in requests for pictures, however they come. There is one for all ways of asking. */
@injectable()
export class Intake {
  private readonly people = new KeyedMutex();
  private readonly answering = new PQueue({ concurrency: MAX_REQUESTS_AT_ONCE });

  constructor(
    private readonly recorder: RequestRecorder,
    private readonly beginnings: Beginnings,
  ) {}

  /**
   * Does all the work of answering one request, when few enough others are being answered and none of
   * the same person: pictures that take long to read hold up who sent them.
   */
  async inTurn(personId: string, answer: () => Promise<void>): Promise<void> {
    await this.people.run(personId, () => this.answering.add(answer));
  }

  /**
   * Reads the pictures of a request, unless processes died over it, and stores it as an interaction
   * without a card.
   *
   * @param howToAsk what somebody is told whose request is empty.
   * @throws AppError `storage.*`: there is no interaction then.
   */
  async take(request: PictureRequest, howToAsk: string): Promise<Taken> {
    return this.beginnings.run<Taken>({
      id: request.id,
      kind: 'request',
      work: () => this.open(request, howToAsk),
      giveUp: async () => ({ refusal: UNREADABLE }),
    });
  }

  private async open(request: PictureRequest, howToAsk: string): Promise<Taken> {
    const { prompt } = request;
    if (isTooLong(prompt)) return { refusal: tooLong(prompt) };
    const {
      pictures,
      isSpoiler,
      notes: leftOut,
    } = await readPictures(request.pictures, request.userId);
    const notes = [...leftOut, ...request.notes];
    if (prompt === '' && pictures.length === 0) return { refusal: nothingAsked(notes, howToAsk) };
    return { state: await this.recorder.record(request, { pictures, isSpoiler, notes }) };
  }
}

function nothingAsked(notes: readonly string[], howToAsk: string): string {
  return [
    ...(notes.length > 0 ? [clip(notes.map(plainNote).join('\n'), NOTES_MAX)] : []),
    howToAsk,
  ].join('\n');
}
