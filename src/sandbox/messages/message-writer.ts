import { MessageType } from 'discord-api-types/v10';
import type {
  APIEmbed,
  APIMessageInteractionMetadata,
  APIMessageTopLevelComponent,
  APIStickerItem,
} from 'discord-api-types/v10';
import { storeAttachment } from '../cdn/attachments.js';
import type { UploadedFile } from '../cdn/attachments.js';
import type { AllowedMentions, Channel, Message, MessageReference } from '../world/entities.js';
import type { World } from '../world/world.js';
import { mentionsOf } from './mentions.js';

/** A new message. */
export interface NewMessage {
  readonly channel: Channel;
  readonly authorId: string;
  readonly type?: MessageType;
  readonly content?: string;
  readonly embeds?: APIEmbed[];
  readonly components?: APIMessageTopLevelComponent[];
  readonly files?: readonly UploadedFile[];
  readonly flags?: number;
  readonly tts?: boolean;
  readonly reference?: MessageReference;
  readonly forwarded?: Message;
  readonly stickers?: readonly APIStickerItem[];
  readonly nonce?: string;
  readonly allowedMentions?: AllowedMentions;
  readonly ephemeralFor?: string;
  readonly webhookApplicationId?: string;
  readonly interaction?: APIMessageInteractionMetadata;
}

/** A change of a message; absent fields stay the same. */
export interface MessageChange {
  readonly content?: string;
  readonly embeds?: APIEmbed[];
  readonly components?: APIMessageTopLevelComponent[];
  readonly flags?: number;
  readonly allowedMentions?: AllowedMentions;
  /** All its files after the change: ids of kept ones, and new ones. */
  readonly files?: readonly (string | UploadedFile)[];
}

/** Posts, edits and deletes messages, stores their files on the CDN, and emits events. */
export class MessageWriter {
  constructor(private readonly world: World) {}

  /** Posts a message. Bodies must be valid; `message-body.ts` checks them. */
  create(draft: NewMessage): Message {
    const { channel, files = [], reference, nonce, allowedMentions } = draft;
    const { ephemeralFor, webhookApplicationId, interaction, content = '' } = draft;
    const repliedTo = reference && this.world.messages.get(reference.messageId);
    const mentions = mentionsOf(this.world, channel, content, allowedMentions, repliedTo);
    const visibility = ephemeralFor === undefined ? {} : { ephemeralFor };
    const place = { channelId: channel.id, ...visibility };
    const message: Message = {
      ...place,
      id: this.world.nextId(),
      authorId: draft.authorId,
      type: draft.type ?? (reference === undefined ? MessageType.Default : MessageType.Reply),
      timestamp: this.world.clock.timestamp(),
      editedTimestamp: null,
      content,
      embeds: draft.embeds ?? [],
      components: draft.components ?? [],
      attachments: files.map((file) => storeAttachment(this.world, place, file)),
      flags: draft.flags ?? 0,
      reactions: [],
      tts: draft.tts ?? false,
      ...mentions,
      ...(reference === undefined ? {} : { reference }),
      ...(draft.forwarded === undefined ? {} : { forwarded: draft.forwarded }),
      ...(draft.stickers === undefined ? {} : { stickers: draft.stickers }),
      ...(nonce === undefined ? {} : { nonce }),
      ...(allowedMentions === undefined ? {} : { allowedMentions }),
      ...(webhookApplicationId === undefined ? {} : { webhookApplicationId }),
      ...(interaction === undefined ? {} : { interaction }),
    };
    this.world.messages.set(message.id, message);
    channel.messageIds.push(message.id);
    if (ephemeralFor === undefined) {
      channel.lastMessageId = message.id;
    }
    this.world.events.emit({ kind: 'messageCreate', message });
    return message;
  }

  /** Changes a message; files that are not kept are removed from the CDN. */
  edit(message: Message, change: MessageChange): void {
    const { content, embeds, components, flags, files, allowedMentions } = change;
    if (files !== undefined) {
      this.#replaceFiles(message, files);
    }
    if (content !== undefined) {
      const channel = this.world.channel(message.channelId);
      const repliedTo = message.reference && this.world.messages.get(message.reference.messageId);
      const allowed = allowedMentions ?? message.allowedMentions;
      message.content = content;
      Object.assign(message, mentionsOf(this.world, channel, content, allowed, repliedTo));
    }
    if (allowedMentions !== undefined) {
      message.allowedMentions = allowedMentions;
    }
    message.embeds = embeds ?? message.embeds;
    message.components = components ?? message.components;
    message.flags = flags ?? message.flags;
    message.editedTimestamp = this.world.clock.timestamp();
    this.world.events.emit({ kind: 'messageUpdate', message });
  }

  /** Adds the previews of a message's links, as Discord does a moment later; this is no edit. */
  addPreviews(message: Message, embeds: readonly APIEmbed[]): void {
    message.embeds = [...message.embeds, ...embeds];
    this.world.events.emit({ kind: 'messageUpdate', message });
  }

  /** Deletes a message and its files. */
  remove(message: Message): void {
    this.#forget(message);
    this.world.events.emit({ kind: 'messageDelete', message });
  }

  /** Deletes several messages of a channel at once, as moderators' bots do. */
  removeAll(channel: Channel, messages: readonly Message[]): void {
    for (const message of messages) {
      this.#forget(message);
    }
    const messageIds = messages.map(({ id }) => id);
    this.world.events.emit({ kind: 'messagesDelete', channel, messageIds });
  }

  /** Deletes a channel with its messages and threads. */
  removeChannel(channel: Channel): void {
    this.world.events.emit({ kind: 'channelDelete', channel });
    const threads = [...this.world.channels.values()].filter(
      ({ parentId }) => parentId === channel.id,
    );
    for (const { id, messageIds } of [channel, ...threads]) {
      for (const messageId of messageIds.toReversed()) {
        this.#forget(this.world.message(messageId));
      }
      this.world.channels.delete(id);
    }
  }

  #forget(message: Message): void {
    this.#replaceFiles(message, []);
    this.world.messages.delete(message.id);
    const channel = this.world.channel(message.channelId);
    const index = channel.messageIds.indexOf(message.id);
    if (index !== -1) {
      channel.messageIds.splice(index, 1);
    }
  }

  #replaceFiles(message: Message, files: readonly (string | UploadedFile)[]): void {
    const before = message.attachments;
    message.attachments = files.flatMap((file) => {
      if (typeof file !== 'string') {
        return [storeAttachment(this.world, message, file)];
      }
      return before.filter((attachment) => attachment.id === file);
    });
    for (const attachment of before) {
      if (!message.attachments.includes(attachment)) {
        this.world.attachments.delete(attachment.id);
      }
    }
  }
}
