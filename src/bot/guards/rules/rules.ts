import type { Rights } from '../../../config/rights.js';
import { allowedServers } from './allowed-servers.js';
import { deniedPeople } from './denied-people.js';
import { personStorage, type StorageGrounds } from './person-storage.js';
import { requestRate, type RequestGrounds } from './request-rate.js';
import type { Rule } from './rule.js';
import { waitingRequests, type WaitingGrounds } from './waiting-requests.js';

/** What rules look at beside the act itself. */
export interface RuleGrounds extends StorageGrounds, RequestGrounds, WaitingGrounds {
  readonly rights: Rights;
}

/** Every rule, in the order in which they are asked; the first that refuses is told. */
export function rulesInOrder(grounds: RuleGrounds): readonly Rule[] {
  const { rights } = grounds;
  return [
    allowedServers(rights),
    deniedPeople,
    waitingRequests(grounds),
    personStorage(grounds),
    // The last one: what another rule refuses does not count as a request.
    requestRate(grounds),
  ];
}
