import { withMethods } from '../monitoring/with-methods.js';
import type { PersistenceService } from '../persistence/persistence-service.js';
import type { Tracing } from '../platform/tracing.js';
import type { GenerationTraces } from './generation-traces.js';

/**
 * The service, in whose traces each operation on a row is a step. What is stored says which
 * generation belongs to which trace.
 */
export function tracedPersistence(
  persistence: PersistenceService,
  traces: GenerationTraces,
  tracing: Tracing,
): PersistenceService {
  return withMethods(persistence, {
    create: (state) =>
      tracing.within({ name: 'interaction.create' }, () => persistence.create(state)),
    load: (id) => tracing.within({ name: 'interaction.load' }, () => persistence.load(id)),
    find: (id) => tracing.within({ name: 'interaction.load' }, () => persistence.find(id)),
    save: async (state) => {
      const saved = await tracing.within({ name: 'interaction.save' }, () =>
        persistence.save(state),
      );
      traces.stored(saved);
      return saved;
    },
  });
}
