import { randomBytes } from 'node:crypto';
import { InteractionType, RESTJSONErrorCodes } from 'discord-api-types/v10';
import { refusal } from '../rest/discord-error.js';
import { isOnlyUsers } from '../world/command-access.js';
import { fileLimitBytes } from '../world/upload-limits.js';
import type { World } from '../world/world.js';
import { interactionPayload } from './interaction-payload.js';
import { InteractionFailed } from './interaction-failed.js';
import type { FirstAnswer, InteractionRequest, OpenInteraction } from './open-interaction.js';
import { usedCommand } from './used-command.js';

/** The time limit of a first answer (Discord reference, "Receiving and Responding"). */
export const ANSWER_DEADLINE_MS = 3000;
/** How long a token is valid for further answers. */
export const TOKEN_LIFETIME_MS = 15 * 60 * 1000;
/** The followups of one interaction where a person alone has installed the application. */
const MAX_EXTERNAL_FOLLOWUPS = 5;

/** Sends interactions to the bot, waits for first answers, and stores valid tokens. */
export class Interactions {
  readonly #byToken = new Map<string, OpenInteraction>();

  /**
   * @param isReachable whether any gateway session could get events of an application
   * @param isPatient whether the three seconds for an answer pass only when the clock is advanced
   */
  constructor(
    private readonly world: World,
    private readonly isReachable: (applicationId: string) => boolean,
    private readonly isPatient: boolean,
  ) {}

  /**
   * Sends an interaction and returns its first answer. Rejects with {@link InteractionFailed} when
   * the bot is not connected, or has not answered within three seconds of the sandbox's clock.
   */
  async send(request: InteractionRequest): Promise<FirstAnswer> {
    const { applicationId, type, user, channel, data, source, opener, owners } = request;
    if (!this.isReachable(applicationId)) {
      throw new InteractionFailed('no bot is connected to the gateway');
    }
    this.#removeExpired();
    return new Promise<FirstAnswer>((resolve, reject) => {
      const id = this.world.nextId();
      const token = randomBytes(48).toString('base64url');
      const giveUp = (): void => {
        interaction.isTooLate = true;
        reject(new InteractionFailed('the bot did not answer within 3 s'));
      };
      const interaction: OpenInteraction = {
        id,
        token,
        applicationId,
        type,
        userId: user.id,
        channelId: channel.id,
        ...(source === undefined ? {} : { sourceMessageId: source.id }),
        command: usedCommand(data),
        owners,
        uploadLimitBytes: fileLimitBytes(this.world, channel, user),
        followups: 0,
        ...(opener === undefined ? {} : { opener }),
        createdAtMs: this.world.clock.now(),
        deadline: this.world.clock.after(ANSWER_DEADLINE_MS, giveUp, !this.isPatient),
        isTooLate: false,
        settle: resolve,
      };
      this.#byToken.set(token, interaction);
      const payload = interactionPayload(this.world, interaction, request);
      this.world.events.emit({ kind: 'interaction', applicationId, payload });
    });
  }

  /**
   * The interaction of a first answer. Throws 10062 when it is unknown or older than three seconds,
   * 40060 when it was already answered.
   */
  awaitingAnswer(id: string, token: string): OpenInteraction {
    const interaction = this.#byToken.get(token);
    if (interaction === undefined || interaction.id !== id) {
      throw refusal(RESTJSONErrorCodes.UnknownInteraction);
    }
    if (interaction.answer !== undefined) {
      throw refusal(RESTJSONErrorCodes.InteractionHasAlreadyBeenAcknowledged);
    }
    if (interaction.isTooLate) {
      const { type, userId, sourceMessageId: messageId } = interaction;
      if (type === InteractionType.MessageComponent && messageId !== undefined)
        this.world.events.emit({ kind: 'lateAnswer', userId, messageId });
      throw refusal(RESTJSONErrorCodes.UnknownInteraction);
    }
    return interaction;
  }

  /** Sets the first answer, and ends the person's wait. */
  answer(interaction: OpenInteraction, answer: FirstAnswer): void {
    interaction.deadline.cancel();
    interaction.answer = answer;
    if (
      interaction.type !== InteractionType.ApplicationCommandAutocomplete &&
      'message' in answer
    ) {
      interaction.originalId = answer.message.id;
    }
    interaction.settle(answer);
  }

  /**
   * The answered interaction of a token, for followups and `@original`. Throws 50027 when the token
   * is unknown or older than fifteen minutes, 10015 before the first answer or for another
   * application.
   */
  answered(applicationId: string, token: string): OpenInteraction {
    const interaction = this.#byToken.get(token);
    if (interaction === undefined || this.#isExpired(interaction)) {
      throw refusal(RESTJSONErrorCodes.InvalidWebhookToken);
    }
    if (interaction.answer === undefined || interaction.applicationId !== applicationId) {
      throw refusal(RESTJSONErrorCodes.UnknownWebhook);
    }
    return interaction;
  }

  /**
   * Counts a followup. Throws 40094 for the sixth where a person alone has installed the
   * application.
   */
  countFollowup(interaction: OpenInteraction): void {
    if (isOnlyUsers(interaction.owners) && interaction.followups >= MAX_EXTERNAL_FOLLOWUPS)
      throw refusal(RESTJSONErrorCodes.ThisInteractionHasHitTheMaximumNumberOfFollowUpMessages);
    interaction.followups += 1;
  }

  #isExpired(interaction: OpenInteraction): boolean {
    return this.world.clock.now() - interaction.createdAtMs > TOKEN_LIFETIME_MS;
  }

  #removeExpired(): void {
    for (const [token, interaction] of this.#byToken) {
      if (!this.#isExpired(interaction)) {
        break;
      }
      this.#byToken.delete(token);
    }
  }
}
