import { codeOf } from '../platform/code-of.js';
import type { Metrics, RowOperation } from '../platform/metrics.js';
import type { PersistenceService } from '../persistence/persistence-service.js';
import { withMethods } from './with-methods.js';

/** The service, which also counts its operations on rows with outcome and duration. */
export function measuredPersistence(
  persistence: PersistenceService,
  metrics: Metrics,
): PersistenceService {
  async function measured<T>(operation: RowOperation, work: () => Promise<T>): Promise<T> {
    // A load takes a fifth of a millisecond, and the system clock counts whole milliseconds.
    const startedMs = performance.now();
    let outcome = 'ok';
    try {
      return await work();
    } catch (error) {
      outcome = codeOf(error);
      throw error;
    } finally {
      metrics.rowUsed(operation, outcome, performance.now() - startedMs);
    }
  }
  return withMethods(persistence, {
    create: (state) => measured('create', () => persistence.create(state)),
    load: (id) => measured('load', () => persistence.load(id)),
    find: (id) => measured('load', () => persistence.find(id)),
    save: (state) => measured('save', () => persistence.save(state)),
  });
}
