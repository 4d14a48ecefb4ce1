import { mayUse } from '../../../interactions/card-use.js';
import type { Rights } from '../../../config/rights.js';
import type { ActKind, Rule } from './rule.js';
import { othersCard } from './sentences.js';

/** What only who asked for a card may do on it. */
const USES: ReadonlySet<ActKind> = new Set(['change', 'pay']);

/**
 * With `CARD_USE=owner`, everybody may look at a card and walk through it; what changes it or costs
 * is for who asked, and others are offered a card of their own. A server can decide otherwise.
 */
export function cardUse({ cardUse: usual }: Rights): Rule {
  return {
    name: 'card-use',
    refuses: ({ kind, name, card, person, rights }) => {
      if (card === null || !USES.has(kind)) return null;
      // Who keeps a card can always let it go.
      if (name === 'card_keep' && card.keptBy === person.id) return null;
      if (mayUse(card, person.id, rights.server.cardUse ?? usual)) return null;
      return { sentence: othersCard(card.userId), offersOwn: true };
    },
  };
}
