import type { Message } from 'discord.js';

import type { MentionNames } from './prompt-text.js';

/** The names behind a message's mention tokens, as people see them in its channel. */
export function mentionNames({ client, guild, mentions }: Message): MentionNames {
  const botRole = guild?.members.me?.roles.botRole;
  return {
    bot: new Set([client.user.id, ...(botRole ? [botRole.id] : [])]),
    users: new Map(
      mentions.users.map((user) => [
        user.id,
        mentions.members?.get(user.id)?.displayName ?? user.displayName,
      ]),
    ),
    roles: new Map(mentions.roles.map(({ id, name }) => [id, name])),
    channels: new Map(
      mentions.channels.map((channel) => [channel.id, ('name' in channel && channel.name) || 'dm']),
    ),
  };
}

/**
 * Whether a message asks the bot for something: a direct message, or a mention of the bot user or
 * of its own role, by a person. @everyone is none.
 */
export function isForBot(message: Message): boolean {
  const { author, client, guild, mentions, system, webhookId } = message;
  if (author.bot || system || webhookId !== null) return false;
  if (guild === null) return true;
  const botRole = guild.members.me?.roles.botRole;
  return mentions.users.has(client.user.id) || (!!botRole && mentions.roles.has(botRole.id));
}

/**
 * Whether Discord hides what a message says: without the message content intent, one that mentions
 * only the bot's role may come without text and attachments.
 */
export function isHidden({ client, content, attachments, mentions, guild }: Message): boolean {
  const isEmpty = content === '' && attachments.size === 0;
  return isEmpty && guild !== null && !mentions.users.has(client.user.id);
}
