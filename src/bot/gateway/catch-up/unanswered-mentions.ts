import { ChannelType, type Message, type OmitPartialGroupDMChannel } from 'discord.js';

import { isForBot } from '../../intake/mention/mention-names.js';

/** A message as discord.js hands it to handlers: no bot is in a group's direct messages. */
export type SaidMessage = OmitPartialGroupDMChannel<Message>;

/**
 * The messages of a channel that ask the bot for something and have no reply of it, oldest first.
 * Discord itself is the record of what was answered, a help text or an error included: the reply is
 * there as soon as it was sent.
 *
 * @param messages the newest messages of the channel, so that every reply to one of them is there.
 * @param after the id that messages must be above.
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
