import type { Client } from 'discord.js';
import { injectable } from 'tsyringe';

import type { CommandRequest } from '../../../interactions/command-request.js';
import type { InteractionState } from '../../../interactions/interaction-state.js';
import { CommandRequests } from '../../../persistence/command-requests.js';
import { PersistenceService } from '../../../persistence/persistence-service.js';
import { toDiscordError } from '../../discord-errors.js';
import { AttachedPictures } from '../attached-pictures.js';
import { Intake } from '../intake.js';
import type { PictureRequest } from '../picture-request.js';
import type { TakeSlot } from '../reading-slots.js';
import type { CommandAnswer } from './command-answer.js';
import { CommandCards } from './command-cards.js';

const HOW_TO_ASK = 'Give me a prompt, a picture, or both, and I will make something of it.';

const TOO_LATE =
  'I was away when you asked me by a command, and Discord does not let me answer it any more. Please ask again.';

/** Answers commands that ask for a card; there is one for the first try and for every later one. */
@injectable()
export class CommandAnswering {
  constructor(
    private readonly persistence: PersistenceService,
    private readonly requests: CommandRequests,
    private readonly intake: Intake,
    private readonly attached: AttachedPictures,
    private readonly cards: CommandCards,
  ) {}

  /**
   * May be repeated: what it did before is in the rows, or was not done. When it resolves, the command
   * has its card or the words that say why there is none, and is forgotten.
   *
   * @returns the interaction, null where there is none.
   * @throws AppError `discord.*` or `storage.*`
   */
  async answer(
    request: CommandRequest,
    answer: CommandAnswer,
    takeSlot: TakeSlot,
  ): Promise<InteractionState | null> {
    const state = await this.interactionOf(request, answer, takeSlot);
    if (state !== null) await this.cards.show(state, answer);
    await this.forget(request);
    return state;
  }

  /**
   * The same for a command that its token answers no more.
   *
   * @throws AppError `discord.*` or `storage.*`
   */
  async answerLate(
    request: CommandRequest,
    client: Client<true>,
    takeSlot: TakeSlot,
  ): Promise<void> {
    const state = await this.interactionOf(request, null, takeSlot);
    if (state?.messageId === null) {
      const isPosted = state.reach === 'channel' && (await this.cards.posted(state));
      if (!isPosted) await tellLate(client, request);
    }
    await this.forget(request);
  }

  /**
   * Nobody waits for an answer to a command any more.
   *
   * @throws AppError `storage.*`
   */
  async forget({ id, form }: CommandRequest): Promise<void> {
    await this.requests.remove(id);
    if (form !== null && form !== 'open') await this.requests.remove(form);
  }

  /**
   * Stores the pictures that a form is to be about, before its words come. A cleanup takes them a day
   * later, unless the words have come by then.
   *
   * @throws AppError `storage.*`
   */
  async prepare(request: CommandRequest, takeSlot: TakeSlot): Promise<InteractionState | null> {
    const known = await this.persistence.findByRequest(request.id);
    if (known !== null) return known;
    const taken = await this.intake.take(this.read(request), HOW_TO_ASK, takeSlot);
    if (taken === null || !('state' in taken)) return null;
    return this.persistence.noteDeletion(taken.state.id);
  }

  /** The stored interaction of a command, made now if there is none yet; null: it was refused. */
  private async interactionOf(
    request: CommandRequest,
    answer: CommandAnswer | null,
    takeSlot: TakeSlot,
  ): Promise<InteractionState | null> {
    const id = request.form ?? request.id;
    const known = await this.persistence.findByRequest(id);
    if (known !== null) return this.withWords(known, request);
    const taken = await this.intake.take({ ...this.read(request), id }, HOW_TO_ASK, takeSlot);
    if (taken === null) {
      // Its card was deleted before a process could take the answer away.
      await answer?.remove();
      return null;
    }
    if ('state' in taken) return taken.state;
    await answer?.show({ content: taken.refusal, allowedMentions: { parse: [] } });
    return null;
  }

  /** The words of a form join its pictures. */
  private async withWords(
    state: InteractionState,
    { form, prompt, settings, notes }: CommandRequest,
  ): Promise<InteractionState> {
    if (form === null || state.messageId !== null) return state;
    const joined = await this.persistence.change(state.id, (now) =>
      now.messageId !== null
        ? null
        : {
            ...now,
            deletedAt: null,
            originalPrompt: prompt,
            currentPrompt: prompt,
            settings,
            notes: [...now.notes, ...notes],
          },
    );
    return joined ?? state;
  }

  private read(request: CommandRequest): PictureRequest {
    const { styleKey, pictures, isPrivate, hasChannel, ...kept } = request;
    return {
      ...kept,
      chosenStyle: styleKey,
      reach: isPrivate || !hasChannel ? 'token' : 'channel',
      pictures: pictures.map(({ isSpoiler, ...file }) => ({
        ...this.attached.source(file),
        isSpoiler,
      })),
    };
  }
}

/** Somebody who takes no direct messages cannot be told. */
async function tellLate(client: Client, { id, userId }: CommandRequest): Promise<void> {
  try {
    const person = await client.users.fetch(userId);
    await person.send({ content: TOO_LATE, nonce: `late-${id}`, enforceNonce: true });
  } catch (cause) {
    const error = toDiscordError(cause);
    if (error.retryable) throw error;
  }
}
