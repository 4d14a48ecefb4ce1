import type { UploadedFile } from '../cdn/attachments.js';
import type { Channel, User } from '../world/entities.js';
import type { ClientServices } from './client-services.js';
import { openForWriting } from './may-act.js';
import { SeenMessage } from './seen-message.js';

/** What a person writes. */
interface Written {
  readonly text: string;
  readonly files: readonly UploadedFile[];
  readonly replyTo: SeenMessage | undefined;
}

/** Posts a person's message. Throws where they may not write. */
export function postAs(
  services: ClientServices,
  user: User,
  channel: Channel,
  { text: content, files, replyTo }: Written,
): SeenMessage {
  const { world, writer } = services;
  openForWriting(world, channel, user, content);
  const guild = channel.guildId === undefined ? {} : { guildId: channel.guildId };
  const reference = replyTo && { messageId: replyTo.id, channelId: channel.id, ...guild };
  const message = writer.create({
    channel,
    authorId: user.id,
    content,
    files,
    ...(reference === undefined ? {} : { reference }),
  });
  return new SeenMessage(services, message);
}

/** Forwards a message to the bot in a direct message. */
export function forwardToBot(
  services: ClientServices,
  { id: authorId }: User,
  { id: messageId, channelId, message }: SeenMessage,
): SeenMessage {
  const { world, writer } = services;
  const forwarding = writer.create({
    channel: world.directChannel(authorId, world.application.id),
    authorId,
    reference: { messageId, channelId },
    forwarded: { ...message },
  });
  return new SeenMessage(services, forwarding);
}
