import { inject, injectable } from 'tsyringe';

import { PERSON_LIMITS, type PersonLimits } from '../../../config/person-limits.js';
import { Reservations } from '../../../generation/spending/reservations.js';
import { NOBODY } from '../../../interactions/forgotten-person.js';
import type { InteractionState } from '../../../interactions/interaction-state.js';
import { WaitingPlaces } from '../../../persistence/waiting-places.js';
import { tooManyWaiting } from '../../guards/rules/sentences.js';
import { ListedWords } from '../../moderation/words/listed-words.js';
import { ModerationLog, type Noted } from '../../moderation/log/moderation-log.js';
import { wordNotAllowed } from '../../moderation/words/sentences.js';
import { spendingRefused } from './sentences.js';

/** A stored request, or the words that say why nothing was stored. */
export type Requested = { readonly state: InteractionState } | { readonly refusal: string };

/** Stores requested generations, where nothing speaks against what they are to make, or how much of it. */
@injectable()
export class GenerationRequests {
  constructor(
    private readonly words: ListedWords,
    private readonly moderation: ModerationLog,
    private readonly reservations: Reservations,
    private readonly places: WaitingPlaces,
    @inject(PERSON_LIMITS) private readonly limits: PersonLimits,
  ) {}

  /**
   * Reserves what the generation that `waiting` requests may cost, and stores it. Where its prompt has a
   * listed word by now, or a budget, a quota or the places of its person leave no room, nothing is changed.
   *
   * @param roleIds those of its person there, which may have quotas of their own.
   * @throws AppError `storage.*` or `state.conflict`; nothing is stored or reserved then.
   */
  async store(waiting: InteractionState, roleIds: readonly string[]): Promise<Requested> {
    const listed = await this.words.firstIn(wordsOf(waiting));
    if (listed !== null) {
      await this.moderation.noteIfPossible(notedRequest(waiting, listed));
      return { refusal: wordNotAllowed(listed) };
    }
    const refusal = await this.reservations.reserve(waiting, roleIds);
    if (refusal !== null) return { refusal: spendingRefused(refusal) };
    let state: InteractionState | null = null;
    try {
      state = await this.places.save(waiting);
    } finally {
      if (state === null && waiting.generation !== null)
        await this.reservations.release(waiting.id, waiting.generation.id);
    }
    return state === null ? { refusal: tooManyWaiting(this.limits.waiting) } : { state };
  }
}

/** What the moderation log says of a request whose prompt was taken when its words were allowed. */
function notedRequest(state: InteractionState, verdict: string): Noted {
  const { id, guildId, channelId, messageId, userId, generation } = state;
  return {
    key: `listed-word ${generation?.id ?? id}`,
    action: 'listed-word',
    personId: generation?.requestedBy ?? NOBODY,
    guildId,
    channelId,
    messageId,
    interactionId: id,
    askedBy: userId,
    verdict,
    prompt: wordsOf(state),
  };
}

/** What the model is asked for in the person's own words; in all words, where these are not known. */
function wordsOf({ generation }: InteractionState): string {
  return generation?.ownPrompt ?? generation?.prompt ?? '';
}
