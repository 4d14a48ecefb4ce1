import type {
  APIModalInteractionResponseCallbackData,
  ButtonInteraction,
  ChatInputCommandInteraction,
  Client,
  MessageContextMenuCommandInteraction,
  ModalSubmitInteraction,
} from 'discord.js';
import { inject, injectable } from 'tsyringe';

import type { CommandRequest } from '../../../interactions/command-request.js';
import type { InteractionState } from '../../../interactions/interaction-state.js';
import { CommandRequests } from '../../../persistence/command-requests.js';
import { LOGGER, type Logger } from '../../../platform/logger.js';
import { isAnswered, isTokenDead } from '../../discord-errors.js';
import { RulesAgain } from '../../guards/rules/rules-again.js';
import { askOfCommand } from '../../guards/rules/stored-asks.js';
import { Intake } from '../intake.js';
import type { TakeSlot } from '../reading-slots.js';
import { throughOutage } from '../through-outage.js';
import { acknowledge } from './acknowledge.js';
import { CommandAnswer } from './command-answer.js';
import { CommandAnswering, type AskAgain } from './command-answering.js';

/** Lets the commands of one person be answered one after the other, as their mentions are. */
@injectable()
export class CommandTurns {
  constructor(
    private readonly requests: CommandRequests,
    private readonly intake: Intake,
    private readonly answering: CommandAnswering,
    private readonly rules: RulesAgain,
    @inject(LOGGER) private readonly logger: Logger,
  ) {}

  /**
   * Answers a command, a form or a button that just came.
   *
   * @returns the interaction, null where there is none.
   * @throws AppError `discord.*` or `storage.*`, when the storage was away for too long.
   */
  async receive(
    asked: ButtonInteraction | ChatInputCommandInteraction | ModalSubmitInteraction,
    request: CommandRequest,
    isPrivate: boolean,
  ): Promise<InteractionState | null> {
    await this.noted(request, () => acknowledge(asked, isPrivate));
    return this.answer(request, asked.client);
  }

  /**
   * Opens a form, which must come within three seconds, and reads its pictures while it is open.
   *
   * @throws AppError `storage.*`
   */
  async open(
    command: MessageContextMenuCommandInteraction,
    request: CommandRequest,
    form: APIModalInteractionResponseCallbackData,
  ): Promise<void> {
    await this.noted(request, () => opened(command, form));
    await this.prepare(request);
  }

  /** @throws AppError `discord.*` or `storage.*`, when the storage was away for too long. */
  private async answer(
    request: CommandRequest,
    client: Client<true>,
    askAgain?: AskAgain,
  ): Promise<InteractionState | null> {
    const answer = new CommandAnswer(client, request.token);
    let state: InteractionState | null = null;
    await this.inTurn(request, async (takeSlot) => {
      state = await this.answering.answer(request, answer, takeSlot, askAgain);
    });
    return state;
  }

  /**
   * Stores the pictures of a form.
   *
   * @throws AppError `storage.*`
   */
  private async prepare(request: CommandRequest): Promise<void> {
    await this.inTurn(request, async (takeSlot) => {
      await this.answering.prepare(request, takeSlot);
    });
  }

  /**
   * Goes on with what a former process has begun, unless a rule is against it by now. Where Discord
   * knows of no answer, nobody waits for one, and a form that it is about can be sent once more.
   * Where the token lives no longer, the card comes to the channel, or who asked is told in a
   * direct message. The pictures of a form that is open are read.
   *
   * @throws AppError `discord.*` or `storage.*`
   */
  async resume(request: CommandRequest, client: Client<true>): Promise<void> {
    const askAgain = async () => this.rules.refusal(client, askOfCommand(request));
    if (request.form === 'open') {
      if ((await askAgain()) === null) await this.prepare(request);
      return;
    }
    const presence = await new CommandAnswer(client, request.token).presence();
    if (presence === 'there') await this.answer(request, client, askAgain);
    else if (presence === 'gone') await this.requests.remove(request.id);
    else
      await this.inTurn(request, (takeSlot) =>
        this.answering.answerLate(request, client, takeSlot, askAgain),
      );
  }

  /**
   * What Discord is told to be received may not be forgotten; where it is too late, nobody waits.
   */
  private async noted(request: CommandRequest, tell: () => Promise<void>): Promise<void> {
    await this.requests.add(request);
    try {
      await tell();
    } catch (error) {
      if (isTokenDead(error)) await this.requests.remove(request.id);
      throw error;
    }
  }

  private async inTurn(
    { userId }: CommandRequest,
    work: (takeSlot: TakeSlot) => Promise<void>,
  ): Promise<void> {
    await this.intake.inTurn(userId, (takeSlot) =>
      throughOutage(() => work(takeSlot), this.logger),
    );
  }
}

/** Discord repeats the command after a restart; a former process may have opened the form. */
async function opened(
  command: MessageContextMenuCommandInteraction,
  form: APIModalInteractionResponseCallbackData,
): Promise<void> {
  try {
    await command.showModal(form);
  } catch (error) {
    if (!isAnswered(error)) throw error;
  }
}
