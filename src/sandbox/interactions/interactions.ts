import { randomBytes } from 'node:crypto';
import { InteractionType, RESTJSONErrorCodes } from 'discord-api-types/v10';
import { refusal } from '../rest/discord-error.js';
import type { World } from '../world/world.js';
import { interactionPayload } from './interaction-payload.js';
import { InteractionFailed } from './interaction-failed.js';
import type { FirstAnswer, InteractionRequest, OpenInteraction } from './open-interaction.js';

/** How long a first answer may take (Discord reference, "Receiving and Responding"). */
export const ANSWER_DEADLINE_MS = 3000;
/** How long a token works for further answers. */
export const TOKEN_LIFETIME_MS = 15 * 60 * 1000;

/** Keeps interactions: sends them to the bot, waits for the first answer, knows which tokens live. */
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
   * Sends an interaction and gives its first answer. Rejects with {@link InteractionFailed} when the
   * bot is not there, or has not answered after three seconds of the sandbox's clock.
   */
  async send(request: InteractionRequest): Promise<FirstAnswer> {
    const { applicationId, type, user, channel, data, source } = request;
    if (!this.isReachable(applicationId)) {
      throw new InteractionFailed('no bot is connected to the gateway');
    }
    this.#forgetDead();
    return new Promise<FirstAnswer>((resolve, reject) => {
      const id = this.world.nextId();
      const token = randomBytes(48).toString('base64url');
      const commandName = 'name' in data ? String(data.name) : undefined;
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
        ...(commandName === undefined ? {} : { commandName }),
        isContextMenu: 'target_id' in data,
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
   * The interaction that a first answer is for. Throws 10062 when it is unknown or older than three
   * seconds, 40060 when it has been answered.
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
      throw refusal(RESTJSONErrorCodes.UnknownInteraction);
    }
    return interaction;
  }

  /** Takes the first answer; the person's wait ends with it. */
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
   * The answered interaction of a token, for followups and `@original`. Throws 50027 when the token is
   * older than fifteen minutes or unknown, 10015 before the first answer or for another application.
   */
  answered(applicationId: string, token: string): OpenInteraction {
    const interaction = this.#byToken.get(token);
    if (interaction === undefined || this.#isTripped(interaction)) {
      throw refusal(RESTJSONErrorCodes.InvalidWebhookToken);
    }
    if (interaction.answer === undefined || interaction.applicationId !== applicationId) {
      throw refusal(RESTJSONErrorCodes.UnknownWebhook);
    }
    return interaction;
  }

  #isTripped(interaction: OpenInteraction): boolean {
    return this.world.clock.now() - interaction.createdAtMs > TOKEN_LIFETIME_MS;
  }

  #forgetDead(): void {
    for (const [token, interaction] of this.#byToken) {
      if (!this.#isTripped(interaction)) {
        break;
      }
      this.#byToken.delete(token);
    }
  }
}
