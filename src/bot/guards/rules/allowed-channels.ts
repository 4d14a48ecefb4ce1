import { isWork } from './act-kinds.js';
import type { Rule } from './rule.js';
import { otherChannel } from './sentences.js';

/**
 * Where a server has named channels or categories, pictures are made in these
 * alone, threads included.
 */
export const allowedChannels: Rule = {
  name: 'allowed-channels',
  isAskedAgain: true,
  refuses: ({ kind, place: { channelId, parentIds }, rights: { server } }) => {
    const { channels } = server;
    if (channels.length === 0 || !isWork(kind)) return null;
    const isAllowed = [channelId, ...parentIds].some((id) => id !== null && channels.includes(id));
    return isAllowed ? null : { sentence: otherChannel(channels) };
  },
};
