import type { CardDelivery } from '../generation/card-delivery.js';
import { withMethods } from '../monitoring/with-methods.js';
import type { Tracing } from '../platform/tracing.js';

/** The delivery of cards, in whose traces each try to show an outcome in Discord is a step. */
export function tracedDelivery(delivery: CardDelivery, tracing: Tracing): CardDelivery {
  return withMethods(delivery, {
    deliver: (state, options) =>
      tracing.within({ name: 'card.deliver', kind: 'client' }, () =>
        delivery.deliver(state, options),
      ),
  });
}
