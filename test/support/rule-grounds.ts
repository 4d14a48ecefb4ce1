import type { RuleGrounds } from '../../src/bot/guards/rules/rules.js';
import type { Rights } from '../../src/config/rights.js';
import type { PersonRequests } from '../../src/persistence/person-requests.js';
import type { PersonStorage } from '../../src/persistence/person-storage.js';
import type { WaitingPlaces } from '../../src/persistence/waiting-places.js';
import { USUAL_RIGHTS } from './acts.js';
import { ONE_LISTED_WORD } from './listed-words.js';
import { personLimits } from './person-limits.js';
import { strictDouble } from './strict-double.js';

/** What rules look at where nobody is limited in what they use, but for these rights. */
export function groundsWith(rights: Partial<Rights> = {}): RuleGrounds {
  return {
    rights: { ...USUAL_RIGHTS, ...rights },
    words: ONE_LISTED_WORD,
    limits: personLimits(),
    retentionDays: 0,
    requests: strictDouble<PersonRequests>('PersonRequests', {}),
    places: strictDouble<WaitingPlaces>('WaitingPlaces', { areTaken: async () => false }),
    storage: strictDouble<PersonStorage>('PersonStorage', {}),
  };
}
