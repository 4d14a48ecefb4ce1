import type { DependencyContainer } from 'tsyringe';

import type { Config } from './config/config.js';
import { PRICES } from './config/prices.js';
import { SPENDING_LIMITS } from './config/spending.js';
import { OFFERED_MODELS, offeredModels } from './generation/models/offered-models.js';
import { LedgerReconciliation } from './generation/spending/ledger-reconciliation.js';
import { LimitsFor } from './generation/spending/limits-for.js';
import { Reservations } from './generation/spending/reservations.js';
import { measuredReservations } from './monitoring/measured-reservations.js';
import { Ledger } from './persistence/ledger.js';
import { PersistenceService } from './persistence/persistence-service.js';
import { LOGGER } from './platform/logger.js';
import { METRICS } from './platform/metrics.js';

/** What may be spent, what models cost, and what is spent. */
export function registerSpending(
  container: DependencyContainer,
  { model, prices, spending }: Config,
): void {
  container.registerInstance(PRICES, prices);
  container.registerInstance(SPENDING_LIMITS, spending);
  container.registerInstance(OFFERED_MODELS, offeredModels(model, prices));
  container.registerSingleton(Ledger);
  container.register(Reservations, {
    useFactory: (dependencies) =>
      measuredReservations(
        new Reservations(
          dependencies.resolve(Ledger),
          dependencies.resolve(PersistenceService),
          dependencies.resolve(LimitsFor),
          dependencies.resolve(OFFERED_MODELS),
          dependencies.resolve(LOGGER),
        ),
        dependencies.resolve(METRICS),
      ),
  });
  container.registerSingleton(LedgerReconciliation);
}
