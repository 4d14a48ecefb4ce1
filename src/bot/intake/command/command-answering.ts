import type { Client } from 'discord.js';
import { injectable } from 'tsyringe';

import type { CommandRequest } from '../../../interactions/command-request.js';
import type { InteractionState } from '../../../interactions/interaction-state.js';
import { CommandRequests } from '../../../persistence/command-requests.js';
import { PersistenceService } from '../../../persistence/persistence-service.js';
import { Intake, type Taken } from '../intake.js';
import type { PictureRequest } from '../picture-request.js';
import type { TakeSlot } from '../reading-slots.js';
import type { CommandAnswer } from './command-answer.js';
import { CommandCards } from './command-cards.js';
import { GivenPictures } from './given-pictures.js';
import { HOW_TO_ASK, NO_PICTURE, TOO_LATE } from './sentences.js';
import { tellLate } from './tell-late.js';

/**
 * Asks the rules about a command that a former process has taken in: why it is refused
 * now, or null.
 */
export type AskAgain = () => Promise<string | null>;

/** Answers commands that ask for a card; there is one for the first try and for every later one. */
@injectable()
export class CommandAnswering {
  constructor(
    private readonly persistence: PersistenceService,
    private readonly requests: CommandRequests,
    private readonly intake: Intake,
    private readonly pictures: GivenPictures,
    private readonly cards: CommandCards,
  ) {}

  /**
   * May be repeated: what it did before is in the rows, or was not done. When it resolves, the
   * command has its card or the words that say why there is none, and is forgotten.
   *
   * @param askAgain where a former process has begun it.
   * @returns the interaction, null where there is none.
   * @throws AppError `discord.*` or `storage.*`
   */
  async answer(
    request: CommandRequest,
    answer: CommandAnswer,
    takeSlot: TakeSlot,
    askAgain?: AskAgain,
  ): Promise<InteractionState | null> {
    const refused = askAgain && (await this.refused(request, answer, askAgain));
    const taken = refused ?? (await this.taken(request, takeSlot));
    if (taken === null) await answer.remove();
    else if ('refusal' in taken)
      await answer.show({ content: taken.refusal, allowedMentions: { parse: [] } });
    else await this.cards.show(taken.state, answer);
    await this.forget(request);
    return taken !== null && 'state' in taken ? taken.state : null;
  }

  /**
   * The same for a command that its token answers no more. Where the card cannot come to its
   * channel, there is none: who asked is told so.
   *
   * @throws AppError `discord.*` or `storage.*`
   */
  async answerLate(
    request: CommandRequest,
    client: Client<true>,
    takeSlot: TakeSlot,
    askAgain: AskAgain,
  ): Promise<void> {
    const refused = await this.refused(request, null, askAgain);
    const taken = refused ?? (await this.taken(request, takeSlot));
    if (taken !== null && 'refusal' in taken) await tellLate(client, request, taken.refusal);
    else if (taken !== null && !hasCard(taken.state) && !(await this.isPosted(taken.state))) {
      await tellLate(client, request, TOO_LATE);
      await this.persistence.noteDeletion(taken.state.id);
    }
    await this.forget(request);
  }

  /**
   * Stores the pictures that a form is to be about, before its words come. A cleanup takes them a
   * day later, unless the words have come by then.
   *
   * @throws AppError `storage.*`
   */
  async prepare(request: CommandRequest, takeSlot: TakeSlot): Promise<void> {
    const taken = await this.stored(request, request.id, takeSlot);
    if (taken === null || 'refusal' in taken) return;
    if (hasCard(taken.state)) await this.requests.remove(request.id);
    else await this.persistence.noteDeletion(taken.state.id);
  }

  /**
   * Null: no rule is against it, or its card is there already and stays.
   *
   * @param answer null: its token is over.
   */
  private async refused(
    { id, form }: CommandRequest,
    answer: CommandAnswer | null,
    askAgain: AskAgain,
  ): Promise<Extract<Taken, { refusal: string }> | null> {
    const known = await this.persistence.findByRequest(form ?? id);
    if (known !== null && (hasCard(known) || (await this.cards.isThere(known, answer))))
      return null;
    const refusal = await askAgain();
    if (refusal === null) return null;
    if (known !== null) await this.persistence.noteDeletion(known.id);
    return { refusal };
  }

  /**
   * The stored interaction of a command, with all that the command says; null: somebody removed it.
   */
  private async taken(request: CommandRequest, takeSlot: TakeSlot): Promise<Taken | null> {
    const taken = await this.stored(request, request.form ?? request.id, takeSlot);
    if (taken === null || 'refusal' in taken || hasCard(taken.state)) return taken;
    return { state: await this.whole(taken.state, request) };
  }

  /**
   * The pictures of a form come first, without its words: there is nothing to do without pictures.
   */
  private async stored(
    request: CommandRequest,
    id: string,
    takeSlot: TakeSlot,
  ): Promise<Taken | null> {
    const known = await this.persistence.findByRequest(id);
    if (known !== null) return { state: known };
    const read = { ...(await this.read(request)), id };
    return request.form === null
      ? this.intake.take(read, HOW_TO_ASK, takeSlot)
      : this.intake.take({ ...read, prompt: '' }, NO_PICTURE, takeSlot);
  }

  /**
   * The words of a form join its pictures. What waits for its card is not about to be removed, even
   * if a former process gave it up.
   */
  private async whole(
    state: InteractionState,
    { form, prompt, settings, estimate, notes }: CommandRequest,
  ): Promise<InteractionState> {
    const changed = await this.persistence.change(state.id, (now) => {
      if (hasCard(now)) return null;
      const awaited = { ...now, deletedAt: null };
      if (form === null) return now.deletedAt === null ? null : awaited;
      const all = [...new Set([...now.notes, ...notes])];
      const prompts = { originalPrompt: prompt, currentPrompt: prompt };
      return { ...awaited, ...prompts, settings, estimate, notes: all };
    });
    return changed ?? state;
  }

  private async isPosted(state: InteractionState): Promise<boolean> {
    return state.reach === 'channel' && this.cards.posted(state);
  }

  /** Nobody waits for an answer to the command any more, and its form is over. */
  private async forget({ id, form }: CommandRequest): Promise<void> {
    await this.requests.remove(id);
    if (form !== null) await this.requests.remove(form);
  }

  private async read(request: CommandRequest): Promise<PictureRequest> {
    const { id, userId, guildId, channelId, prompt, settings, notes } = request;
    const { estimate, styleKey, isAgeRestricted, isPrivate, hasChannel } = request;
    const given = await this.pictures.of(request);
    return {
      id,
      userId,
      guildId,
      channelId,
      isAgeRestricted,
      prompt,
      settings,
      estimate,
      notes: [...notes, ...given.notes],
      chosenStyle: styleKey,
      reach: isPrivate || !hasChannel ? 'token' : 'channel',
      pictures: given.pictures,
    };
  }
}

/** Whether it has its card, or somebody is bringing that to another place. */
function hasCard({ messageId, move }: InteractionState): boolean {
  return messageId !== null || move !== null;
}
