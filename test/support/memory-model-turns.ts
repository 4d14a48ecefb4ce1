import type { ModelTurns } from '../../src/persistence/model-turns.js';
import { strictDouble } from './strict-double.js';

/** What models need to go on, in memory. */
export interface MemoryModelTurns {
  readonly turns: ModelTurns;
  /** By the key of the picture. */
  readonly kept: Map<string, string>;
}

/** @param refuses whether nothing can be kept. */
export function memoryModelTurns({ refuses = false } = {}): MemoryModelTurns {
  const kept = new Map<string, string>();
  const turns = strictDouble<ModelTurns>('ModelTurns', {
    keep: async (_interactionId, turn) => {
      if (!refuses) kept.set(turn.imageKey, turn.kept);
      return !refuses;
    },
    find: async (_interactionId, imageKeys) =>
      new Map([...kept].filter(([key]) => imageKeys.includes(key))),
  });
  return { turns, kept };
}
