import { MessageFlags } from 'discord-api-types/v10';
import type { APIEmbed, APIEmbedField, APISelectMenuOption } from 'discord-api-types/v10';
import { signedUrl } from '../cdn/signed-url.js';
import type { AllowedMentions, Attachment, Message } from '../world/entities.js';
import { referencedAttachment, renderMessage } from '../world/render-message.js';
import type { ClientServices } from './client-services.js';
import { buttonsOf, selectsOf } from './seen-components.js';
import type { SeenButton, SeenSelect } from './seen-components.js';
import { waitFor } from './waiting.js';

/** A file of a message. */
export interface SeenFile {
  readonly name: string;
  readonly contentType: string;
  /** Whether it is covered. */
  readonly isSpoiler: boolean;
  readonly bytes: Uint8Array;
  readonly url: string;
}

/** A message as a person sees it. It always shows the current state, including edits. */
export class SeenMessage {
  constructor(
    private readonly services: ClientServices,
    /** The message in the world. */
    readonly message: Message,
  ) {}

  get id(): string {
    return this.message.id;
  }
  get channelId(): string {
    return this.message.channelId;
  }
  get content(): string {
    return this.message.content;
  }
  get authorId(): string {
    return this.message.authorId;
  }
  /** The id of the message that it replies to. */
  get repliesTo(): string | undefined {
    return this.message.reference?.messageId;
  }
  get allowedMentions(): AllowedMentions | undefined {
    return this.message.allowedMentions;
  }
  /** Whether it shows "thinking…". */
  get isLoading(): boolean {
    return (this.message.flags & MessageFlags.Loading) !== 0;
  }
  get isEphemeral(): boolean {
    return this.message.ephemeralFor !== undefined;
  }
  get isDeleted(): boolean {
    return !this.services.world.messages.has(this.id);
  }

  /** Its embeds, with pictures resolved to links, as Discord sends them. */
  get embeds(): APIEmbed[] {
    return renderMessage(this.services.world, this.message).embeds;
  }
  get title(): string | undefined {
    return this.message.embeds[0]?.title;
  }
  get description(): string | undefined {
    return this.message.embeds[0]?.description;
  }
  get footer(): string | undefined {
    return this.message.embeds[0]?.footer?.text;
  }
  get fields(): readonly APIEmbedField[] {
    return this.message.embeds[0]?.fields ?? [];
  }
  /** The value of the first embed's field with that name. */
  field(name: string): string | undefined {
    return this.fields.find((field) => field.name === name)?.value;
  }

  get buttons(): readonly SeenButton[] {
    return buttonsOf(this.message.components);
  }
  get selects(): readonly SeenSelect[] {
    return selectsOf(this.message.components);
  }
  /** The options of its first select. */
  get selectOptions(): readonly APISelectMenuOption[] {
    return this.selects[0]?.options ?? [];
  }
  /**
   * The button with that label, emoji or custom id. Throws when it does not exist, and names the
   * existing ones.
   */
  button(wanted: string): SeenButton {
    const { buttons } = this;
    const found =
      buttons.find(({ label }) => label === wanted) ??
      buttons.find(({ emoji, customId }) => emoji === wanted || customId === wanted);
    if (found === undefined) {
      const labels = buttons.map(({ label }) => `"${label}"`).join(', ');
      throw new Error(`There is no button "${wanted}" on this message, only: ${labels || 'none'}.`);
    }
    return found;
  }

  /** All its files, including those that an embed shows. */
  get files(): readonly SeenFile[] {
    return this.message.attachments.map((attachment) => this.#seenFile(attachment));
  }
  /** The name of the file that its first embed shows as a picture. */
  get pictureName(): string | undefined {
    return this.#picture()?.filename;
  }
  /** The bytes of the picture in its first embed. Rejects when there is none. */
  async picture(): Promise<Uint8Array> {
    const picture = this.#picture();
    if (picture === undefined) {
      const names = this.files.map(({ name }) => name).join(', ') || 'none';
      throw new Error(`This message's embed shows no picture; its files: ${names}.`);
    }
    return picture.bytes;
  }

  /** The people who reacted with an emoji. */
  reactedBy(emoji: string): readonly string[] {
    const reaction = this.message.reactions.find((candidate) => candidate.emoji.name === emoji);
    return [...(reaction?.userIds ?? [])];
  }

  /**
   * Waits until the predicate holds for the message, starting with its current state; without a
   * predicate, waits for the next edit. Rejects when the message is deleted, or after the time
   * limit.
   */
  async changed(
    predicate?: (card: SeenMessage) => boolean,
    { timeoutMs }: { readonly timeoutMs?: number } = {},
  ): Promise<this> {
    if (predicate?.(this) === true) {
      return this;
    }
    try {
      return await waitFor(this.services, {
        what: 'an edit',
        timeoutMs,
        check: (event) => {
          if (!('message' in event) || event.message.id !== this.id) {
            return undefined;
          }
          if (event.kind === 'messageDelete') {
            throw new Error('It was deleted.');
          }
          const isEdit = event.kind === 'messageUpdate';
          return isEdit && (predicate?.(this) ?? true) ? this : undefined;
        },
      });
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      const text = `Message ${this.id} did not change as awaited. ${reason}\nNow: ${this.#summary()}`;
      throw new Error(text, { cause: error });
    }
  }

  /** Waits until somebody has reacted with an emoji. */
  async reacted(emoji: string, { timeoutMs }: { readonly timeoutMs?: number } = {}): Promise<void> {
    if (this.reactedBy(emoji).length === 0) {
      await waitFor(this.services, {
        what: `a reaction ${emoji} on message ${this.id}`,
        timeoutMs,
        check: () => this.reactedBy(emoji).length > 0 || undefined,
      });
    }
  }

  #summary(): string {
    const { title, description, content, buttons } = this;
    const labels = buttons.map(({ label, disabled }) => (disabled ? `(${label})` : label));
    return JSON.stringify({ title, description, content, fields: this.fields, buttons: labels });
  }

  #seenFile(attachment: Attachment): SeenFile {
    const { filename: name, contentType, isSpoiler, bytes } = attachment;
    return { name, contentType, isSpoiler, bytes, url: signedUrl(this.services.world, attachment) };
  }

  #picture(): Attachment | undefined {
    const url = this.message.embeds[0]?.image?.url;
    const { world } = this.services;
    const onCdn = url?.startsWith(world.origin) === true && /attachments\/\d+\/(\d+)\//.exec(url);
    return onCdn ? world.attachments.get(onCdn[1] ?? '') : referencedAttachment(this.message, url);
  }
}
