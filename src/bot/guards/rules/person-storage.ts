import type { PersonLimits } from '../../../config/person-limits.js';
import type { PersonStorage } from '../../../persistence/person-storage.js';
import type { Rule } from './rule.js';
import { storageUsedUp } from './sentences.js';

export interface StorageGrounds {
  readonly limits: PersonLimits;
  readonly storage: PersonStorage;
  /** 0: nothing goes by itself. */
  readonly retentionDays: number;
}

const DAY_MS = 86_400_000;

/**
 * Whose pictures take so many bytes adds no others. Pictures count for who asked for their card;
 * what is under way when the limit is reached is still stored.
 */
export function personStorage({ limits, storage, retentionDays }: StorageGrounds): Rule {
  const { storedBytes: limitBytes } = limits;
  return {
    name: 'person-storage',
    refuses: async ({ kind, card, person }) => {
      if (limitBytes === 0 || (kind !== 'ask' && kind !== 'pay')) return null;
      const ownerId = card?.userId ?? person.id;
      const usedBytes = await storage.bytesOf(ownerId);
      if (usedBytes < limitBytes) return null;
      const oldest = retentionDays === 0 ? null : await storage.oldestUse(ownerId);
      const roomAtMs = oldest === null ? null : Date.parse(oldest) + retentionDays * DAY_MS;
      const told = ownerId === person.id ? null : ownerId;
      return { sentence: storageUsedUp({ ownerId: told, usedBytes, limitBytes, roomAtMs }) };
    },
  };
}
