import { ChannelType, PermissionFlagsBits } from 'discord-api-types/v10';

import { isBotIn } from '../sandbox/world/command-access.js';
import type { Channel, Message, User } from '../sandbox/world/entities.js';
import { channelPermissions, sendPermission } from '../sandbox/world/permissions.js';
import { renderMessage, renderReactions } from '../sandbox/world/render-message.js';
import type { WorldEvent } from '../sandbox/world/world-events.js';
import type { World } from '../sandbox/world/world.js';
import type { DismissedMessages } from './dismissed-messages.js';
import type { Change, Channel as ShownChannel, Guild, ShownMessage } from './protocol.js';

/** How many messages of a channel are sent at a time. */
const PAGE_SIZE = 50;

/** The world as one person sees it: their guilds, permissions, and own ephemeral messages. */
export class PersonView {
  constructor(
    private readonly world: World,
    readonly user: User,
    private readonly dismissed: DismissedMessages,
  ) {}

  /** The guilds in which the person is a member. */
  get guilds(): Guild[] {
    return [...this.world.guilds.values()]
      .filter(({ members }) => members.has(this.user.id))
      .map(({ id, name, ownerId, members }) => ({
        id,
        name,
        ownerId,
        memberIds: [...members.keys()],
      }));
  }

  /** The channels and threads of these guilds, and the direct messages with the bot. */
  get channels(): ShownChannel[] {
    return [...this.world.channels.values()]
      .filter((channel) => this.#isListed(channel))
      .map((channel) => this.shownChannel(channel));
  }

  /** Whether the person can read a channel. */
  canView(channel: Channel): boolean {
    return this.can(channel, PermissionFlagsBits.ViewChannel);
  }

  /** Whether the person has all these permissions in a channel. */
  can(channel: Channel, permissions: bigint): boolean {
    return (channelPermissions(this.world, channel, this.user.id) & permissions) === permissions;
  }

  /** Whether the person sees a message now. */
  sees(message: Message): boolean {
    return this.#isFor(message) && !this.dismissed.has(message.id);
  }

  /** A channel with the person's permissions in it. */
  shownChannel(channel: Channel): ShownChannel {
    const { id, type, guildId = null, parentId = null } = channel;
    const canView = this.canView(channel);
    const may = (permission: bigint): boolean => canView && this.can(channel, permission);
    const isDirect = type === ChannelType.DM;
    return {
      id,
      type,
      name: isDirect ? this.world.user(this.world.application.id).username : channel.name,
      guildId,
      parentId,
      isBotHere: isBotIn(this.world, this.world.application.id, channel),
      canView,
      canSend: may(sendPermission(channel)),
      canAttach: may(PermissionFlagsBits.AttachFiles),
      canReact: may(PermissionFlagsBits.AddReactions),
      canManage: may(PermissionFlagsBits.ManageMessages),
    };
  }

  /**
   * The newest messages of a channel, or the newest before a given one; oldest first, at most 50.
   */
  messages(channel: Channel, beforeId?: string): ShownMessage[] {
    if (!this.canView(channel)) return [];
    const isEarlier = ({ id }: Message): boolean =>
      beforeId === undefined || BigInt(id) < BigInt(beforeId);
    return channel.messageIds
      .map((id) => this.world.messages.get(id))
      .filter((message) => message !== undefined)
      .filter((message) => this.sees(message) && isEarlier(message))
      .slice(-PAGE_SIZE)
      .map((message) => this.shown(message));
  }

  /** A message as the person sees it. */
  shown(message: Message): ShownMessage {
    const { ephemeralFor: onlyFor = null } = message;
    return { message: renderMessage(this.world, message, { viewerId: this.user.id }), onlyFor };
  }

  /** The change that the person notices from an event of the world, if any. */
  change(event: WorldEvent): Change | undefined {
    switch (event.kind) {
      case 'messageCreate':
      case 'messageUpdate':
        return this.sees(event.message)
          ? { kind: event.kind, shown: this.shown(event.message) }
          : undefined;
      case 'messageDelete':
        return this.#isFor(event.message) ? this.gone(event.message) : undefined;
      case 'reactionAdd':
      case 'reactionRemove':
        return this.sees(event.message) ? this.#reactions(event.message) : undefined;
      case 'typing': {
        const { channel, userId } = event;
        const isNews = userId !== this.user.id && this.canView(channel);
        return isNews ? { kind: 'typing', channelId: channel.id, userId } : undefined;
      }
      case 'lateAnswer':
        return event.userId === this.user.id
          ? { kind: 'lateAnswer', messageId: event.messageId }
          : undefined;
      case 'channelUpdate':
        return this.#isListed(event.channel)
          ? { kind: 'channel', channel: this.shownChannel(event.channel) }
          : undefined;
      default:
        return undefined;
    }
  }

  /** The change for a message that no longer exists. */
  gone({ channelId, id }: Message): Change {
    return { kind: 'messageDelete', channelId, messageId: id };
  }

  #reactions(message: Message): Change {
    return {
      kind: 'reactions',
      channelId: message.channelId,
      messageId: message.id,
      reactions: renderReactions(message, this.user.id),
    };
  }

  #isFor(message: Message): boolean {
    const isTheirs = message.ephemeralFor === undefined || message.ephemeralFor === this.user.id;
    return isTheirs && this.canView(this.world.channel(message.channelId));
  }

  #isListed({ guildId, recipientIds }: Channel): boolean {
    if (guildId === undefined) return recipientIds?.includes(this.user.id) === true;
    return this.world.guild(guildId).members.has(this.user.id);
  }
}
