import type { APIMessage, APIBaseMessage } from 'discord-api-types/v10';
import type { Message } from './entities.js';
import type { World } from './world.js';

/**
 * Whether a bot without the message content intent receives the content of a message: in direct
 * messages, for its own messages, and for messages that mention it (Discord reference, "Message
 * Content Intent").
 */
export function mayReadContent(world: World, message: Message, botId: string): boolean {
  const isDirect = world.channel(message.channelId).guildId === undefined;
  return isDirect || message.authorId === botId || message.mentionIds.includes(botId);
}

function emptied<T extends APIBaseMessage>(message: T): T {
  return { ...message, content: '', attachments: [], embeds: [], components: [] };
}

/**
 * A rendered message without the content that the bot may not read. The rule is applied separately
 * to the message replied to.
 */
export function redacted<T extends APIMessage>(world: World, rendered: T, botId: string): T {
  const message = world.messages.get(rendered.id);
  const shown =
    message === undefined || mayReadContent(world, message, botId) ? rendered : emptied(rendered);
  const { referenced_message: referenced } = shown;
  if (referenced === undefined || referenced === null) {
    return shown;
  }
  return { ...shown, referenced_message: redacted(world, referenced, botId) };
}
