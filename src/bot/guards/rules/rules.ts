import type { Rights } from '../../../config/rights.js';
import type { ListedWords } from '../../moderation/words/listed-words.js';
import { allowedChannels } from './allowed-channels.js';
import { allowedRoles } from './allowed-roles.js';
import { allowedServers } from './allowed-servers.js';
import { cardUse } from './card-use.js';
import { deniedPeople } from './denied-people.js';
import { directMessages } from './direct-messages.js';
import { endingCards } from './ending-cards.js';
import { personStorage, type StorageGrounds } from './person-storage.js';
import { requestRate, type RequestGrounds } from './request-rate.js';
import { listedWords } from './listed-words.js';
import type { Rule } from './rule.js';
import { waitingRequests, type WaitingGrounds } from './waiting-requests.js';

/** What rules look at beside the act itself. */
export interface RuleGrounds extends StorageGrounds, RequestGrounds, WaitingGrounds {
  readonly rights: Rights;
  readonly words: ListedWords;
}

/** Every rule, in the order in which they are asked; the first that refuses is told. */
export function rulesInOrder(grounds: RuleGrounds): readonly Rule[] {
  const { rights } = grounds;
  return [
    deniedPeople,
    allowedServers(rights),
    directMessages(rights),
    allowedChannels,
    allowedRoles,
    endingCards,
    cardUse(rights),
    listedWords(grounds.words),
    waitingRequests(grounds),
    personStorage(grounds),
    // The last one: what another rule refuses does not count as a request.
    requestRate(grounds),
  ];
}
