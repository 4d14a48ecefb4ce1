import type {
  APIApplicationCommand,
  APIEmbed,
  APIMessageInteractionMetadata,
  APIMessageTopLevelComponent,
  APIOverwrite,
  APIRole,
  APIStickerItem,
  ApplicationIntegrationType,
  ChannelType,
  MessageType,
} from 'discord-api-types/v10';

/** A picture of a person, a PNG. */
export interface Avatar {
  readonly hash: string;
  readonly bytes: Uint8Array;
}

/** A person or a bot. */
export interface User {
  readonly id: string;
  readonly username: string;
  readonly globalName: string | null;
  readonly bot: boolean;
  /** Their picture; absent: one of Discord's own. */
  avatar?: Avatar;
  /** The applications that the person has installed for themselves, wherever they are. */
  installedApps?: Set<string>;
  /** The limit for one of their files that they pay for; absent: the default. */
  uploadLimitBytes?: number;
}

/** A bot's registration, with its token and granted intents. */
export interface Application {
  /** Equal to the id of its bot user, as for all applications since 2016. */
  readonly id: string;
  readonly name: string;
  token: string;
  /** Whether the privileged message content intent is granted. */
  messageContent: boolean;
  /** How it can be installed; to servers and by people for themselves by default. */
  installations?: readonly ApplicationIntegrationType[];
  /** Whether anybody may add its bot to a server; not by default. */
  isPublic?: boolean;
}

/** A user's membership in a guild. */
export interface Member {
  readonly userId: string;
  readonly roleIds: string[];
  readonly joinedAt: string;
  nick: string | null;
  /** Their picture in this guild only. */
  avatar?: Avatar;
  /** Until then the member may only look on; absent or past: no longer. */
  timedOutUntil?: string | null;
}

/** A server. */
export interface Guild {
  readonly id: string;
  name: string;
  readonly ownerId: string;
  readonly roles: APIRole[];
  readonly members: Map<string, Member>;
  /** The limit for one file that its members pay for; absent: the default. */
  uploadLimitBytes?: number;
}

/** A guild's channel or thread, or a direct message channel. */
export interface Channel {
  readonly id: string;
  readonly type:
    | ChannelType.GuildText
    | ChannelType.GuildAnnouncement
    | ChannelType.PublicThread
    | ChannelType.PrivateThread
    | ChannelType.DM;
  readonly name: string;
  /** Absent for direct messages. */
  readonly guildId?: string;
  /** The channel that a thread belongs to. */
  readonly parentId?: string;
  /** The members of a private thread; nobody else sees it. */
  readonly memberIds?: Set<string>;
  /** Whether a thread is archived. */
  archived?: boolean;
  /** Whether a thread is locked: only moderators write in it, and open it when it is archived. */
  locked?: boolean;
  /** The two users of a direct message channel. */
  readonly recipientIds?: readonly string[];
  /** Whether a channel is age-restricted; not by default. */
  nsfw?: boolean;
  overwrites: APIOverwrite[];
  /** Oldest first, including ephemeral messages. */
  readonly messageIds: string[];
  lastMessageId: string | null;
}

/** A file on the CDN. */
export interface Attachment {
  readonly id: string;
  /** The channel's id; for an ephemeral file another one. */
  readonly channelId: string;
  /** Whether it belongs to no channel: uploaded in a form, or of a message for one person. */
  readonly isEphemeral: boolean;
  readonly filename: string;
  readonly contentType: string;
  readonly bytes: Uint8Array;
  description: string | null;
  /** Whether people see it covered: by its name, or because its sender said so. */
  readonly isSpoiler: boolean;
  readonly width?: number;
  readonly height?: number;
}

/** The users who reacted with one emoji. */
export interface Reaction {
  readonly emoji: { readonly id: string | null; readonly name: string };
  readonly userIds: Set<string>;
}

/** The message that another one replies to. */
export interface MessageReference {
  readonly messageId: string;
  readonly channelId: string;
  readonly guildId?: string;
}

/** The mentions that a message may turn into pings. */
export interface AllowedMentions {
  readonly parse?: readonly string[] | undefined;
  readonly users?: readonly string[] | undefined;
  readonly roles?: readonly string[] | undefined;
  readonly replied_user?: boolean | undefined;
}

/** A stored message: embeds as they were sent, links not yet signed. */
export interface Message {
  readonly id: string;
  readonly channelId: string;
  readonly authorId: string;
  readonly type: MessageType;
  readonly timestamp: string;
  editedTimestamp: string | null;
  content: string;
  embeds: APIEmbed[];
  components: APIMessageTopLevelComponent[];
  attachments: Attachment[];
  flags: number;
  mentionIds: string[];
  mentionRoleIds: string[];
  mentionEveryone: boolean;
  readonly reactions: Reaction[];
  readonly reference?: MessageReference;
  /** The message that it forwards, as it was then. */
  readonly forwarded?: Message;
  readonly stickers?: readonly APIStickerItem[];
  readonly nonce?: string;
  allowedMentions?: AllowedMentions;
  readonly tts: boolean;
  /** The only person who sees an ephemeral message. */
  readonly ephemeralFor?: string;
  /** The application whose interaction it answers. */
  readonly webhookApplicationId?: string;
  readonly interaction?: APIMessageInteractionMetadata;
}

/** The commands that an application has registered, globally (`null`) or in one guild. */
export interface CommandScope {
  readonly applicationId: string;
  readonly guildId: string | null;
  readonly commands: Map<string, APIApplicationCommand>;
}
