import { AsyncResource } from 'node:async_hooks';

import PQueue from 'p-queue';
import { inject, injectable } from 'tsyringe';

import { MODERATION, type Moderation } from '../../config/moderation.js';
import { KeyedMutex } from '../../platform/keyed-mutex.js';
import type { InteractionState } from '../../interactions/interaction-state.js';
import { isTooLong, tooLong } from '../../interactions/prompt.js';
import { RemovedRequests } from '../../persistence/removed-requests.js';
import { FreeDisk } from '../../persistence/database/free-disk.js';
import { Beginnings } from '../../persistence/beginnings.js';
import { clip } from '../../views/embed-limits.js';
import { plainNote } from '../../views/plain-text.js';
import { coversIn } from '../guards/age-restricted.js';
import type { PictureRequest } from './picture-request.js';
import { readPictures } from './read-pictures.js';
import { ReadingSlots, type TakeSlot } from './reading-slots.js';
import { RequestRecorder } from './request-recorder.js';
import { DISK_SHORT, UNREADABLE } from './sentences.js';

/** Those that hold no reading slot may have ten files of 128 KiB each in memory. */
const MAX_REQUESTS_AT_ONCE = 64;

/** Discord takes 2,000 characters in a message; the rest is for how to ask. */
const NOTES_MAX = 1_500;

/** What became of a request: a stored interaction, or the words that say why there is none. */
export type Taken = { readonly state: InteractionState } | { readonly refusal: string };

/** Takes in requests for pictures, however they come. There is one for all ways of asking. */
@injectable()
export class Intake {
  private readonly people = new KeyedMutex();
  private readonly answering = new PQueue({ concurrency: MAX_REQUESTS_AT_ONCE });
  private readonly slots = new ReadingSlots();

  constructor(
    private readonly recorder: RequestRecorder,
    private readonly beginnings: Beginnings,
    private readonly removed: RemovedRequests,
    private readonly disk: FreeDisk,
    @inject(MODERATION) private readonly moderation: Pick<Moderation, 'spoilerMode'>,
  ) {}

  /**
   * Does all the work of answering one request, when none of the same person is being answered:
   * pictures that take long to read hold up who sent them. Before the work fills the memory, it
   * takes one of the few slots; it gives it back when it ends.
   */
  async inTurn(personId: string, answer: (takeSlot: TakeSlot) => Promise<void>): Promise<void> {
    const answering = AsyncResource.bind(() => this.slots.run(answer));
    await this.people.run(personId, () => this.answering.add(answering));
  }

  /**
   * Reads the pictures of a request, unless processes died over it, and stores it as an interaction
   * without a card.
   *
   * @param howToAsk what somebody is told whose request is empty.
   * @returns null when somebody has removed the request: nothing is to be said of it any more.
   * @throws AppError `storage.*`: there is no interaction then.
   */
  async take(request: PictureRequest, howToAsk: string, takeSlot: TakeSlot): Promise<Taken | null> {
    if (await this.removed.has(request.id)) return null;
    return this.beginnings.run<Taken>({
      id: request.id,
      kind: 'request',
      work: () => this.open(request, howToAsk, takeSlot),
      giveUp: async () => ({ refusal: UNREADABLE }),
    });
  }

  private async open(
    request: PictureRequest,
    howToAsk: string,
    takeSlot: TakeSlot,
  ): Promise<Taken> {
    const { prompt, userId: personId } = request;
    if (isTooLong(prompt)) return { refusal: tooLong(prompt) };
    if (request.pictures.length > 0 && (await this.disk.isShort())) return { refusal: DISK_SHORT };
    const read = await readPictures(request.pictures, { personId, takeSlot });
    const notes = [...read.notes, ...request.notes];
    if (prompt === '' && read.pictures.length === 0)
      return { refusal: nothingAsked(notes, howToAsk) };
    const isSpoiler = read.isSpoiler || coversIn(this.moderation.spoilerMode, request);
    return { state: await this.recorder.record(request, { ...read, isSpoiler, notes }) };
  }
}

function nothingAsked(notes: readonly string[], howToAsk: string): string {
  return [
    ...(notes.length > 0 ? [clip(notes.map(plainNote).join('\n'), NOTES_MAX)] : []),
    howToAsk,
  ].join('\n');
}
