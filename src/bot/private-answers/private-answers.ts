import type {
  ButtonInteraction,
  ChatInputCommandInteraction,
  Client,
  MessageEditOptions,
  ModalSubmitInteraction,
} from 'discord.js';
import { inject, injectable } from 'tsyringe';

import { KEEPING, type Keeping } from '../../config/keeping.js';
import type { PrivateAsk, PrivateRequest } from '../../interactions/private-request.js';
import { Beginnings } from '../../persistence/beginnings.js';
import { CommandRequests } from '../../persistence/command-requests.js';
import { LOGGER, type Logger } from '../../platform/logger.js';
import { isTokenDead } from '../discord-errors.js';
import { errorSentence } from '../guards/error-sentence.js';
import { givenUp } from '../guards/given-up.js';
import type { CardGuardData } from '../guards/restored-card.js';
import { acknowledge } from '../intake/command/acknowledge.js';
import { CommandAnswer } from '../intake/command/command-answer.js';
import { PrivateWorks } from './private-works.js';

/** For a form, which Discord may send without a channel; what a form asks for needs none. */
const NOWHERE = '0';

/**
 * Answers that only who asked sees, and that may take longer than Discord waits. What was
 * acknowledged is answered, whenever the process dies: it is noted before, and forgotten when the
 * answer is there.
 */
@injectable()
export class PrivateAnswers {
  constructor(
    private readonly requests: CommandRequests,
    private readonly works: PrivateWorks,
    private readonly beginnings: Beginnings,
    @inject(KEEPING) private readonly keeping: Keeping,
    @inject(LOGGER) private readonly logger: Logger,
  ) {}

  /**
   * Answers a command or click, once, also where Discord repeats it after a restart.
   *
   * @param card learns how who asked is told what went wrong.
   * @throws AppError `usage.*`, `state.*`, `discord.*`, `image.*` or `storage.*`
   */
  async answer(
    asked: ButtonInteraction | ChatInputCommandInteraction | ModalSubmitInteraction,
    ask: PrivateAsk,
    card: CardGuardData,
  ): Promise<void> {
    const { id, token, user, guildId, client } = asked;
    const channelId = asked.channelId ?? NOWHERE;
    const request = { id, token, userId: user.id, guildId, channelId, ask };
    const answer = new CommandAnswer(client, token);
    const isKnown = await this.requests.has(id);
    await this.requests.add(request);
    try {
      await acknowledge(asked, true);
    } catch (error) {
      if (isTokenDead(error)) await this.forget(id);
      throw error;
    }
    card.tell = async (sentence) => {
      await answer.show(words(sentence));
      await this.forget(id);
    };
    // What was acknowledged before and is known no more was answered by a former process.
    if (asked.deferred || isKnown || (await answer.isAwaited()))
      await this.works.carryOut(request, client, answer);
    await this.forget(id);
  }

  /**
   * Answers what a former process has acknowledged, whose token lives. Where Discord knows of no
   * answer, nobody waits for one.
   *
   * @param askAgain why a rule refuses it now, or null; an answer that was given before stays.
   * @throws AppError `discord.*` or `storage.*`; the next start tries it again.
   */
  async resume(
    request: PrivateRequest,
    client: Client<true>,
    askAgain: () => Promise<string | null>,
  ): Promise<void> {
    // Discord may have repeated it meanwhile.
    if (!(await this.requests.has(request.id))) return;
    const answer = new CommandAnswer(client, request.token);
    if ((await answer.presence()) === 'there') {
      const refusal = await askAgain();
      if (refusal === null) await this.answerOrTell(request, client, answer);
      else if (await answer.isAwaited()) await answer.show(words(refusal));
    }
    await this.forget(request.id);
  }

  private async answerOrTell(
    request: PrivateRequest,
    client: Client<true>,
    answer: CommandAnswer,
  ): Promise<void> {
    try {
      await this.beginnings.run({
        id: request.id,
        kind: 'click',
        work: () => this.works.carryOut(request, client, answer),
        giveUp: () => Promise.reject(givenUp()),
      });
    } catch (err) {
      this.logger.error({ commandId: request.id, err }, 'Answering failed');
      await answer.show(words(errorSentence(err, this.keeping)));
    }
  }

  /**
   * The answer is there, so nobody is told of a storage that fails now: the next start looks again.
   */
  private async forget(id: string): Promise<void> {
    try {
      await this.requests.remove(id);
    } catch (err) {
      this.logger.warn({ commandId: id, err }, 'Could not forget what was answered');
    }
  }
}

function words(content: string): MessageEditOptions {
  return { content, allowedMentions: { parse: [] } };
}
