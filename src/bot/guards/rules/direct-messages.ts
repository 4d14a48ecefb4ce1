import type { Rights } from '../../../config/rights.js';
import { isWork } from './act-kinds.js';
import type { Rule } from './rule.js';
import { NO_DIRECT_MESSAGES } from './sentences.js';

/**
 * With `DIRECT_MESSAGES=off` nothing new is made in direct messages, also in those between people.
 */
export function directMessages({ directMessages: areOn }: Rights): Rule {
  return {
    name: 'direct-messages',
    isAskedAgain: true,
    refuses: ({ kind, place: { guildId } }) =>
      areOn || guildId !== null || !isWork(kind) ? null : { sentence: NO_DIRECT_MESSAGES },
  };
}
