import type { Message, MessageReplyOptions } from 'discord.js';
import pRetry, { AbortError } from 'p-retry';
import { injectable } from 'tsyringe';

import type { InteractionState } from '../../persistence/interaction-state.js';
import { PersistenceService } from '../../persistence/persistence-service.js';
import { restoreView } from '../../views/restore-view.js';
import { CardPayloads } from '../answering/card-payloads.js';
import { toDiscordError } from '../discord-errors.js';

const RETRIES = 3;
const FIRST_WAIT_MS = 500;

/** Posts the card of a new interaction. */
@injectable()
export class CardPoster {
  constructor(
    private readonly persistence: PersistenceService,
    private readonly payloads: CardPayloads,
  ) {}

  /**
   * Answers `message` with the card of `state`, once: a repeated call posts no second one. The row
   * then knows its card; if the process dies before, the first click on the card makes up for it.
   *
   * @throws AppError `discord.*` or `storage.*`
   */
  async post(message: Message, state: InteractionState): Promise<void> {
    const payload = await this.payloads.build(restoreView(state).render());
    const card = await reply(message, { ...payload, nonce: nonceFor(state.id) });
    await this.persistence.change(state.id, (now) => ({ ...now, messageId: card.id }));
  }
}

/** Where Discord did not answer, the card may be there or not: the nonce makes a repetition safe. */
async function reply(message: Message, payload: MessageReplyOptions): Promise<Message> {
  const once = async () => {
    try {
      return await message.reply({ ...payload, enforceNonce: true, failIfNotExists: false });
    } catch (cause) {
      const error = toDiscordError(cause);
      throw error.retryable ? error : new AbortError(error);
    }
  };
  return pRetry(once, { retries: RETRIES, minTimeout: FIRST_WAIT_MS });
}

/** A UUID in 22 characters; Discord takes 25. */
function nonceFor(interactionId: string): string {
  return Buffer.from(interactionId.replaceAll('-', ''), 'hex').toString('base64url');
}
