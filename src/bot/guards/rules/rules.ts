import type { Rights } from '../../../config/rights.js';
import { allowedServers } from './allowed-servers.js';
import { deniedPeople } from './denied-people.js';
import type { Rule } from './rule.js';

/** What rules look at beside the act itself. */
export interface RuleGrounds {
  readonly rights: Rights;
}

/** Every rule, in the order in which they are asked; the first that refuses is told. */
export function rulesInOrder({ rights }: RuleGrounds): readonly Rule[] {
  return [allowedServers(rights), deniedPeople];
}
