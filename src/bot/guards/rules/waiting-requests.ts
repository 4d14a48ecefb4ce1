import type { PersonLimits } from '../../../config/person-limits.js';
import { isWaiting } from '../../../interactions/generation.js';
import type { WaitingPlaces } from '../../../persistence/waiting-places.js';
import type { Rule } from './rule.js';
import { tooManyWaiting } from './sentences.js';

export interface WaitingGrounds {
  readonly limits: PersonLimits;
  readonly places: WaitingPlaces;
}

/**
 * So many requests of one person may wait or run. It only looks, so that a refusal costs nothing;
 * `GenerationStarter` takes the place, and tells the same where another click was faster. A card
 * whose picture waits already asks for no other one.
 */
export function waitingRequests({ limits, places }: WaitingGrounds): Rule {
  return {
    name: 'waiting-requests',
    refuses: async ({ kind, card, person }) => {
      if (kind !== 'pay' || (card !== null && isWaiting(card.generation))) return null;
      if (!(await places.areTaken(person.id))) return null;
      return { sentence: tooManyWaiting(limits.waiting) };
    },
  };
}
