import { MessageReferenceType, type Message } from 'discord.js';

/** With it the bot marks a comment, and who wrote the comment says that it is meant for the bot. */
export const PENCIL = '✏️';

/**
 * Whether a message for the bot is only a comment: a reply, which mentions the bot by itself,
 * without a mention in its text and without pictures. In a direct message everything is meant.
 */
export function isComment(message: Message): boolean {
  const { attachments, client, content, guild, mentions, messageSnapshots, stickers } = message;
  if (guild === null || !isReply(message)) return false;
  const botRole = guild.members.me?.roles.botRole;
  const isNamed =
    new RegExp(`<@!?${client.user.id}>`).test(content) ||
    (botRole ? mentions.roles.has(botRole.id) : false);
  const shown = [attachments.size, stickers.size, messageSnapshots.size];
  return !isNamed && shown.every((count) => count === 0);
}

/** Discord leaves the type out where it is that of a reply. */
function isReply({ reference }: Message): boolean {
  return reference !== null && (reference.type ?? 0) === MessageReferenceType.Default;
}

/** Whether an emoji is the pencil, with or without the sign that asks for colour. */
export function isPencil(name: string | null | undefined): boolean {
  return name?.startsWith('✏') === true;
}

/**
 * Whether who wrote a comment has pressed its pencil. What a new message comes with is enough to
 * see that nobody has.
 *
 * @throws what Discord answers.
 */
export async function isMeant({ author, reactions }: Message): Promise<boolean> {
  const pencil = reactions.cache.find(({ emoji }) => isPencil(emoji.name));
  if (pencil === undefined || pencil.count <= (pencil.me ? 1 : 0)) return false;
  const before = (BigInt(author.id) - 1n).toString();
  const pressed = await pencil.users.fetch({ after: before, limit: 1 });
  return pressed.has(author.id);
}

/** Whether the bot has marked a comment already. */
export function isMarked({ reactions }: Message): boolean {
  return reactions.cache.some(({ emoji, me }) => isPencil(emoji.name) && me);
}
