import { ChannelType, type Message, type OmitPartialGroupDMChannel } from 'discord.js';

import { isForBot } from '../../intake/mention/mention-names.js';

/** A message as discord.js passes it to handlers. A bot has no group direct messages. */
export type SaidMessage = OmitPartialGroupDMChannel<Message>;

/**
 * The messages that address the bot and have no reply from it, oldest first. Discord itself stores
 * what was answered, including help texts and errors: a reply exists as soon as it was sent.
 *
 * @param messages the newest messages of the channel that matter: those that address the bot, and
 * all its replies to them.
 * @param after only messages with an id above this one are returned.
 */
export function unansweredMentions(messages: readonly Message[], after: bigint): SaidMessage[] {
  const answered = new Set(
    messages.flatMap(({ author, client, reference }) =>
      author.id === client.user.id && reference ? [reference.messageId] : [],
    ),
  );
  return messages
    .filter((message) => isSaid(message))
    .filter(({ id }) => BigInt(id) > after)
    .filter((message) => isForBot(message) && !answered.has(message.id))
    .toSorted((one, other) => (BigInt(one.id) < BigInt(other.id) ? -1 : 1));
}

function isSaid(message: Message): message is SaidMessage {
  return message.channel.type !== ChannelType.GroupDM;
}
