import { inject, injectable } from 'tsyringe';

import { PERSON_LIMITS, type PersonLimits } from '../../../config/person-limits.js';
import { Reservations } from '../../../generation/spending/reservations.js';
import type { InteractionState } from '../../../interactions/interaction-state.js';
import { WaitingPlaces } from '../../../persistence/waiting-places.js';
import { LISTED_WORDS } from '../../guards/rules/listed-words.js';
import { RefusalRecord } from '../../guards/rules/refusal-record.js';
import { tooManyWaiting } from '../../guards/rules/sentences.js';
import { ListedWords } from '../../moderation/words/listed-words.js';
import { wordNotAllowed } from '../../moderation/words/sentences.js';
import { spendingRefused } from './sentences.js';

/** A stored request, or the words that say why nothing was stored. */
export type Requested = { readonly state: InteractionState } | { readonly refusal: string };

/**
 * Stores requested generations, where nothing speaks against what they are to make, or how
 * much of it.
 */
@injectable()
export class GenerationRequests {
  constructor(
    private readonly words: ListedWords,
    private readonly reservations: Reservations,
    private readonly places: WaitingPlaces,
    @inject(PERSON_LIMITS) private readonly limits: PersonLimits,
    private readonly record: RefusalRecord,
  ) {}

  /**
   * Reserves what the generation that `waiting` requests may cost, and stores it. Where its prompt
   * has a listed word by now, or a budget, a quota or the places of its person leave no room,
   * nothing is changed.
   *
   * @param roleIds those of its person there, which may have quotas of their own.
   * @throws AppError `storage.*` or `state.conflict`; nothing is stored or reserved then.
   */
  async store(waiting: InteractionState, roleIds: readonly string[]): Promise<Requested> {
    const sentence = await this.wordRefusal(waiting);
    if (sentence !== null) return { refusal: sentence };
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

  /** Noted as every other refusal of a rule; null: its prompt has no listed word. */
  private async wordRefusal(waiting: InteractionState): Promise<string | null> {
    const { generation, guildId, channelId } = waiting;
    if (generation === null) return null;
    // In the person's own words; in all words, where these are not known.
    const words = generation.ownPrompt ?? generation.prompt;
    const verdict = await this.words.firstIn(words);
    if (verdict === null) return null;
    const sentence = wordNotAllowed(verdict);
    const person = { id: generation.requestedBy };
    const act = { name: 'request', person, place: { guildId, channelId }, card: waiting, words };
    await this.record.note(generation.id, {
      rule: LISTED_WORDS,
      refusal: { sentence, verdict },
      act,
    });
    return sentence;
  }
}
