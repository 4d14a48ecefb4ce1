import type { Message, TextBasedChannel } from 'discord.js';

import { isForBot } from '../../intake/mention/mention-names.js';

/** Discord's maximum for one request. */
const PAGE = 100;

/** Twenty requests. A mention that lies deeper has been forgotten by everybody. */
const MAX_PAGES = 20;

/**
 * The messages of a channel above an id that address the bot or are its own, newest first. The
 * others are not kept, whatever their number; at most the newest two thousand are read.
 */
export async function messagesAfter(channel: TextBasedChannel, after: bigint): Promise<Message[]> {
  const kept: Message[] = [];
  let before: string | undefined;
  for (let page = 0; page < MAX_PAGES; page += 1) {
    const above = before === undefined ? {} : { before };
    const fetched = await channel.messages.fetch({ limit: PAGE, cache: false, ...above });
    const messages = [...fetched.values()];
    kept.push(...messages.filter((message) => isOwn(message) || isForBot(message)));
    before = messages.at(-1)?.id;
    if (messages.length < PAGE || before === undefined || BigInt(before) <= after) break;
  }
  return kept;
}

function isOwn({ author, client }: Message): boolean {
  return author.id === client.user.id;
}
