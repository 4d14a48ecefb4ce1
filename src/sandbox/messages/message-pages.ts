import { z } from 'zod';
import { parseBody } from '../validation/parse-body.js';
import type { Channel, Message } from '../world/entities.js';
import type { World } from '../world/world.js';

const pageSchema = z.object({
  limit: z.coerce.number().int().min(1).max(100).default(50),
  before: z.string().optional(),
  after: z.string().optional(),
  around: z.string().optional(),
});

/** A query for messages of a channel. */
export type MessagePage = z.input<typeof pageSchema>;

/** A page of a channel's messages, newest first, without ephemeral ones. */
export function newestFirst(world: World, channel: Channel, page: MessagePage): Message[] {
  const { limit, before, after, around } = parseBody(pageSchema, page);
  const messages = channel.messageIds
    .map((id) => world.messages.get(id))
    .filter((message) => message !== undefined)
    .filter((message) => message.ephemeralFor === undefined);
  const end = messages.length;
  const indexFrom = (id: string): number => {
    const index = messages.findIndex((message) => BigInt(message.id) >= BigInt(id));
    return index === -1 ? end : index;
  };
  let from = Math.max(0, end - limit);
  if (before !== undefined) {
    const stop = indexFrom(before);
    return messages.slice(Math.max(0, stop - limit), stop).toReversed();
  }
  if (after !== undefined) {
    from = indexFrom((BigInt(after) + 1n).toString());
  } else if (around !== undefined) {
    from = Math.max(0, indexFrom(around) - Math.floor(limit / 2));
  }
  return messages.slice(from, from + limit).toReversed();
}
