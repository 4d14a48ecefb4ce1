import { LRUCache } from 'lru-cache';

import type { PersonLimits } from '../../../config/person-limits.js';
import type { PersonRequests } from '../../../persistence/person-requests.js';
import { KeyedMutex } from '../../../platform/keyed-mutex.js';
import type { Act, ActKind, Rule } from './rule.js';
import { tooManyRequests } from './sentences.js';

export interface RequestGrounds {
  readonly limits: PersonLimits;
  readonly requests: PersonRequests;
}

/** What is counted; a report reaches moderators, and each one is stored. */
const COUNTED: ReadonlySet<ActKind> = new Set(['ask', 'pay', 'report']);

/** Its pictures were asked for, and counted, when it was opened. */
const OPENED_BEFORE = 'edit_picture';

/** In this time, a person who asked too often is not looked up again. */
interface Pause {
  readonly fromMs: number;
  readonly untilMs: number;
}

const MAX_PAUSES = 10_000;

/**
 * In any minute, one person asks for so many cards and pictures, in whatever way, reports included.
 */
export function requestRate({ limits, requests }: RequestGrounds): Rule {
  const { requestsPerMinute: limit } = limits;
  const people = new KeyedMutex();
  // Only a cache: what is refused was found in the database, and would be found there again.
  const pauses = new LRUCache<string, Pause>({ max: MAX_PAUSES });
  const againAtMs = async ({ id, person, atMs }: Act): Promise<number | null> => {
    const pause = pauses.get(person.id);
    if (pause !== undefined && atMs > pause.fromMs && atMs < pause.untilMs) return pause.untilMs;
    const untilMs = await requests.note(person.id, { id, atMs }, limit);
    if (untilMs !== null) pauses.set(person.id, { fromMs: atMs, untilMs });
    return untilMs;
  };
  return {
    name: 'request-rate',
    refuses: async (act) => {
      const asks = COUNTED.has(act.kind);
      if (limit === 0 || !asks || act.name === OPENED_BEFORE) return null;
      let untilMs: number | null = null;
      await people.run(act.person.id, async () => {
        untilMs = await againAtMs(act);
      });
      return untilMs === null ? null : { sentence: tooManyRequests(limit, untilMs) };
    },
  };
}
