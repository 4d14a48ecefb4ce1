import type { InteractionState } from '../../../interactions/interaction-state.js';
import type { Logger } from '../../../platform/logger.js';
import type { CardMessage } from '../../../views/card-message.js';
import { restoreView } from '../../../views/restore-view.js';
import { inAcceptedForm } from './accepted-form.js';
import type { CardPayload, CardPayloads } from './card-payloads.js';

/** What a card is sent with. */
export interface SendTools {
  readonly payloads: CardPayloads;
  readonly logger: Logger;
}

/**
 * Sends the card of `state` whole, in a form that Discord accepts, and a large one in
 * its person's turn.
 *
 * @throws AppError `discord.*` or `storage.*`
 */
export async function sendCard<T>(
  state: InteractionState,
  { payloads, logger }: SendTools,
  send: (payload: CardPayload) => Promise<T>,
): Promise<T> {
  const inTurn = async (form: CardMessage) => {
    const payload = await payloads.build(form);
    return payloads.inTurn(state.userId ?? state.id, payload, () => send(payload));
  };
  return inAcceptedForm(restoreView(state).render(), inTurn, logger);
}
