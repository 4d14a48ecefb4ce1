import type { Rights } from '../../../config/rights.js';
import { allowedChannels } from './allowed-channels.js';
import { allowedRoles } from './allowed-roles.js';
import { allowedServers } from './allowed-servers.js';
import { cardUse } from './card-use.js';
import { deniedPeople } from './denied-people.js';
import { directMessages } from './direct-messages.js';
import { endingCards } from './ending-cards.js';
import type { Rule } from './rule.js';

/** What rules look at beside the act itself. */
export interface RuleGrounds {
  readonly rights: Rights;
}

/** Every rule, in the order in which they are asked; the first that refuses is told. */
export function rulesInOrder({ rights }: RuleGrounds): readonly Rule[] {
  return [
    deniedPeople,
    allowedServers(rights),
    directMessages(rights),
    allowedChannels,
    allowedRoles,
    endingCards,
    cardUse(rights),
  ];
}
