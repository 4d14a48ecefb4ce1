import {
  AttachmentFlags,
  EmbedType,
  MessageFlags,
  MessageReferenceType,
} from 'discord-api-types/v10';
import type {
  APIMessageSnapshotFields,
  APIAttachment,
  APIEmbed,
  APIMessage,
  APIMessageReference,
  APIReaction,
  GatewayMessageCreateDispatchData,
} from 'discord-api-types/v10';
import { z } from 'zod';
import { signedUrl } from '../cdn/signed-url.js';
import { discordTime } from '../clock.js';
import type { Attachment, Message } from './entities.js';
import { renderComponents } from './render-components.js';
import { renderMessageMember, renderUser } from './render.js';
import type { World } from './world.js';

const flagsSchema = z.custom<MessageFlags>(Number.isInteger);
const ATTACHMENT_SCHEME = 'attachment://';

/** A file in Discord's format, with a fresh link. */
export function renderAttachment(world: World, attachment: Attachment): APIAttachment {
  const { id, filename, contentType, description, isSpoiler, isEphemeral } = attachment;
  const { width, height, bytes } = attachment;
  const url = signedUrl(world, attachment);
  return {
    id,
    filename,
    size: bytes.byteLength,
    url,
    proxy_url: url,
    content_type: contentType,
    ...(description === null ? {} : { description }),
    ...(isEphemeral ? { ephemeral: true } : {}),
    ...(isSpoiler ? { flags: AttachmentFlags.IsSpoiler } : {}),
    ...(width === undefined || height === undefined ? {} : { width, height }),
  };
}

/** The file of a message that an `attachment://` URL names, if there is one. */
export function referencedAttachment(
  message: Message,
  url: string | undefined,
): Attachment | undefined {
  if (url?.startsWith(ATTACHMENT_SCHEME) !== true) {
    return undefined;
  }
  const filename = url.slice(ATTACHMENT_SCHEME.length);
  return message.attachments.find((attachment) => attachment.filename === filename);
}

function renderPicture<T extends { url: string }>(
  world: World,
  message: Message,
  picture: T | undefined,
): T | undefined {
  if (picture === undefined || !picture.url.startsWith(ATTACHMENT_SCHEME)) {
    return picture;
  }
  const attachment = referencedAttachment(message, picture.url);
  if (attachment === undefined) {
    return undefined;
  }
  const { url, width, height } = renderAttachment(world, attachment);
  return { ...picture, url, proxy_url: url, width, height };
}

function renderEmbed(world: World, message: Message, embed: APIEmbed): APIEmbed {
  const { fields, image, thumbnail, timestamp, ...rest } = embed;
  const shownImage = renderPicture(world, message, image);
  const shownThumbnail = renderPicture(world, message, thumbnail);
  return {
    ...rest,
    type: EmbedType.Rich,
    ...(fields === undefined
      ? {}
      : { fields: fields.map((field) => ({ inline: false, ...field })) }),
    ...(timestamp === undefined ? {} : { timestamp: discordTime(Date.parse(timestamp)) }),
    ...(shownImage === undefined ? {} : { image: shownImage }),
    ...(shownThumbnail === undefined ? {} : { thumbnail: shownThumbnail }),
  };
}

/** The files that embeds show. Discord omits them from a message's `attachments`. */
export function embeddedAttachments(message: Message): Set<Attachment> {
  const urls = message.embeds.flatMap((embed) => [embed.image?.url, embed.thumbnail?.url]);
  const shown = urls.map((url) => referencedAttachment(message, url));
  return new Set(shown.filter((attachment) => attachment !== undefined));
}

/** Whether a moderator has hidden the embeds of a message. */
function isSuppressed({ flags }: Message): boolean {
  return (flags & MessageFlags.SuppressEmbeds) !== 0;
}

/** A forwarded message: what it showed, without its author. */
function renderSnapshot(world: World, message: Message): APIMessageSnapshotFields {
  const rendered = renderMessage(world, message, { withReference: false });
  const { attachments, components, content, edited_timestamp, embeds, flags } = rendered;
  const { mentions, mention_roles, timestamp, type } = rendered;
  return {
    attachments,
    components: components ?? [],
    content,
    edited_timestamp,
    embeds,
    flags: flagsSchema.parse(flags ?? 0),
    mentions,
    mention_roles,
    timestamp,
    type,
    ...(message.stickers && { sticker_items: [...message.stickers] }),
  };
}

function renderReference(world: World, message: Message, viewerId: string): Partial<APIMessage> {
  const { reference } = message;
  if (reference === undefined) {
    return {};
  }
  const { messageId, channelId, guildId } = reference;
  if (message.forwarded !== undefined) {
    return {
      message_reference: {
        type: MessageReferenceType.Forward,
        message_id: messageId,
        channel_id: channelId,
      },
      message_snapshots: [{ message: renderSnapshot(world, message.forwarded) }],
    };
  }
  const referenced = world.messages.get(messageId);
  return {
    message_reference: {
      type: MessageReferenceType.Default,
      message_id: messageId,
      channel_id: channelId,
      ...(guildId === undefined ? {} : { guild_id: guildId }),
    },
    referenced_message:
      referenced === undefined
        ? null
        : renderMessage(world, referenced, { withReference: false, viewerId }),
  };
}

/**
 * A message in Discord's format, with fresh links; `redacted` applies the content rules. `viewerId`
 * is the viewer, by default the bot, whose own reactions are marked `me`.
 */
export function renderMessage(
  world: World,
  message: Message,
  { withReference = true, viewerId = world.application.id } = {},
): APIMessage {
  const embedded = embeddedAttachments(message);
  const attachments = message.attachments.filter((attachment) => !embedded.has(attachment));
  const { webhookApplicationId, interaction, nonce } = message;
  const isEphemeral = message.ephemeralFor !== undefined;
  return {
    id: message.id,
    channel_id: message.channelId,
    author: renderUser(world.user(message.authorId)),
    type: message.type,
    content: message.content,
    timestamp: message.timestamp,
    edited_timestamp: message.editedTimestamp,
    tts: message.tts,
    pinned: false,
    mention_everyone: message.mentionEveryone,
    mentions: message.mentionIds.map((id) => renderUser(world.user(id))),
    mention_roles: [...message.mentionRoleIds],
    attachments: attachments.map((attachment) => renderAttachment(world, attachment)),
    embeds: isSuppressed(message)
      ? []
      : message.embeds.map((embed) => renderEmbed(world, message, embed)),
    components: renderComponents(message.components),
    flags: flagsSchema.parse(message.flags | (isEphemeral ? MessageFlags.Ephemeral : 0)),
    ...(nonce === undefined ? {} : { nonce }),
    ...(message.stickers && { sticker_items: [...message.stickers] }),
    ...(message.reactions.length === 0 ? {} : { reactions: renderReactions(message, viewerId) }),
    ...(webhookApplicationId === undefined
      ? {}
      : { webhook_id: webhookApplicationId, application_id: webhookApplicationId }),
    ...(interaction === undefined ? {} : { interaction_metadata: interaction }),
    ...(withReference ? renderReference(world, message, viewerId) : {}),
  };
}

/** The reactions of a message as one user sees them. */
export function renderReactions(message: Message, viewerId: string): APIReaction[] {
  return message.reactions.map(({ emoji, userIds }) => ({
    emoji: { id: emoji.id, name: emoji.name },
    count: userIds.size,
    count_details: { burst: 0, normal: userIds.size },
    me: userIds.has(viewerId),
    me_burst: false,
    burst_colors: [],
  }));
}

/** An event may leave out the type of a reply's reference. */
function withoutReplyType(reference: APIMessageReference): APIMessageReference {
  const { type, ...untyped } = reference;
  return type === MessageReferenceType.Default ? untyped : reference;
}

/** A message in the gateway's format: with the guild and its author's membership. */
export function renderGatewayMessage(
  world: World,
  message: Message,
): GatewayMessageCreateDispatchData {
  const rendered = renderMessage(world, message);
  const channel = world.channel(message.channelId);
  const guild = world.guildOf(channel);
  const mentions = rendered.mentions.map((user) => {
    const mentioned = guild?.members.get(user.id);
    return mentioned === undefined ? user : { ...user, member: renderMessageMember(mentioned) };
  });
  const member = guild?.members.get(message.authorId);
  const { message_reference: reference } = rendered;
  return {
    ...rendered,
    ...(reference && { message_reference: withoutReplyType(reference) }),
    mentions,
    channel_type: channel.type,
    ...(guild === undefined ? {} : { guild_id: guild.id }),
    ...(member === undefined ? {} : { member: renderMessageMember(member) }),
  };
}
