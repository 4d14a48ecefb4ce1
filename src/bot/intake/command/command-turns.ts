import type { Client } from 'discord.js';
import { inject, injectable } from 'tsyringe';

import type { CommandRequest } from '../../../interactions/command-request.js';
import type { InteractionState } from '../../../interactions/interaction-state.js';
import { LOGGER, type Logger } from '../../../platform/logger.js';
import { Intake } from '../intake.js';
import type { TakeSlot } from '../reading-slots.js';
import { throughOutage } from '../through-outage.js';
import { CommandAnswer } from './command-answer.js';
import { CommandAnswering } from './command-answering.js';

/** Lets the commands of one person be answered one after the other, as their mentions are. */
@injectable()
export class CommandTurns {
  constructor(
    private readonly intake: Intake,
    private readonly answering: CommandAnswering,
    @inject(LOGGER) private readonly logger: Logger,
  ) {}

  /** @throws AppError `discord.*` or `storage.*`, when the storage was away for too long. */
  async answer(request: CommandRequest, client: Client<true>): Promise<InteractionState | null> {
    const answer = new CommandAnswer(client, request.token);
    let state: InteractionState | null = null;
    await this.inTurn(request, async (takeSlot) => {
      state = await this.answering.answer(request, answer, takeSlot);
    });
    return state;
  }

  /**
   * Stores the pictures of a form.
   *
   * @throws AppError `storage.*`
   */
  async prepare(request: CommandRequest): Promise<void> {
    await this.inTurn(request, async (takeSlot) => {
      await this.answering.prepare(request, takeSlot);
    });
  }

  /**
   * The same for what a former process has begun, whose token lives: where Discord knows of no answer,
   * nobody waits for one.
   *
   * @throws AppError `discord.*` or `storage.*`
   */
  async resume(request: CommandRequest, client: Client<true>): Promise<void> {
    const isAwaited = await new CommandAnswer(client, request.token).isThere();
    await (isAwaited ? this.answer(request, client) : this.answering.forget(request));
  }

  /**
   * The same where the token lives no longer: the card comes to the channel, or who asked is told in a
   * direct message.
   *
   * @throws AppError `discord.*` or `storage.*`
   */
  async answerLate(request: CommandRequest, client: Client<true>): Promise<void> {
    await this.inTurn(request, (takeSlot) => this.answering.answerLate(request, client, takeSlot));
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
