import type { Rights } from '../../../config/rights.js';
import type { Rule } from './rule.js';
import { OTHER_SERVER } from './sentences.js';

/**
 * Where whoever runs the bot names servers, it works in no other, also where somebody has brought
 * its commands along. Direct messages have a rule of their own.
 */
export function allowedServers({ allowedServers: allowed }: Rights): Rule {
  return {
    name: 'allowed-servers',
    isAskedAgain: true,
    refuses: ({ place: { guildId } }) =>
      guildId === null || allowed === null || allowed.has(guildId)
        ? null
        : { sentence: OTHER_SERVER },
  };
}
