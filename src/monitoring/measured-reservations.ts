import type { Reservations } from '../generation/spending/reservations.js';
import type { Metrics } from '../platform/metrics.js';
import { withMethods } from './with-methods.js';

/** The reservations, which also count what budgets and quotas refuse. */
export function measuredReservations(reservations: Reservations, metrics: Metrics): Reservations {
  return withMethods(reservations, {
    reserve: async (state, roleIds) => {
      const refusal = await reservations.reserve(state, roleIds);
      if (refusal !== null) {
        const kind = 'quota' in refusal ? 'quota' : 'budget';
        metrics.refused(`${kind}-${refusal.limit}`);
      }
      return refusal;
    },
  });
}
