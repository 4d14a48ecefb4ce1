import { ComponentType } from 'discord-api-types/v10';
import type { UploadedFile } from '../cdn/attachments.js';
import { addReaction, parseEmoji, removeReaction } from '../messages/reactions.js';
import type { Channel, User } from '../world/entities.js';
import type { Answer } from './answer.js';
import type { ClientServices } from './client-services.js';
import { Inbox } from './inbox.js';
import type { CommandOptions } from './command-data.js';
import { useComponent } from './interacting.js';
import type { ComponentUse } from './interacting.js';
import { mayDelete, requireVoice } from './may-act.js';
import type { OpenModal } from './open-modal.js';
import { chosenIn } from './seen-components.js';
import { SeenMessage } from './seen-message.js';
import {
  invokeCommand,
  invokeMessageCommand,
  invokeUserCommand,
  requestCompletion,
} from './using-commands.js';
import type { CommandUse } from './using-commands.js';
import { forwardToBot, postAs } from './writing.js';

/** Where a person writes, and with which files. */
export interface Writing {
  /** A channel's or thread's name or id; the person's home unless told. */
  readonly channel?: string;
  readonly files?: readonly UploadedFile[];
  readonly replyTo?: SeenMessage;
}

/** Where a person uses a command: in a channel, by name or id, or in private with the bot. */
export interface Place {
  readonly channel?: string;
  /** In private: with the bot, or with the person of that name. */
  readonly dm?: boolean | string;
}

interface Waiting {
  readonly timeoutMs?: number;
}

/** A person who uses Discord: writes, clicks, and sees the answers. */
export class Person {
  readonly #inbox: Inbox;

  constructor(
    private readonly services: ClientServices,
    readonly user: User,
    /** The channel in which they write and use commands unless told; the world's first by default. */
    private readonly home?: Channel,
  ) {
    this.#inbox = new Inbox(services, user);
  }

  get id(): string {
    return this.user.id;
  }

  /** Writes a message that mentions the bot: `<@id> text`. */
  async mention(text: string, writing: Writing = {}): Promise<SeenMessage> {
    const { id } = this.services.world.application;
    return this.say(`<@${id}> ${text}`, writing);
  }

  /** Writes a message without a mention. */
  async say(text: string, { channel, files = [], replyTo }: Writing = {}): Promise<SeenMessage> {
    const place = this.#channel(channel ?? replyTo?.channelId);
    return postAs(this.services, this.user, place, { text, files, replyTo });
  }

  /** Forwards a message to the bot in a direct message. */
  async forward(message: SeenMessage): Promise<SeenMessage> {
    return forwardToBot(this.services, this.user, message);
  }

  /** Writes to the bot in a direct message. */
  async dm(
    text: string,
    { files = [], replyTo }: Omit<Writing, 'channel'> = {},
  ): Promise<SeenMessage> {
    const { world } = this.services;
    const channel = world.directChannel(this.id, world.application.id);
    return postAs(this.services, this.user, channel, { text, files, replyTo });
  }

  /** Waits for the bot's next reply to a message that this method has not returned yet. */
  async nextReply(message: SeenMessage, { timeoutMs }: Waiting = {}): Promise<SeenMessage> {
    const what = `a reply to ${this.user.username}'s "${message.content}"`;
    return this.#inbox.next(message.channelId, what, timeoutMs, ({ reference }) => {
      return reference?.messageId === message.id;
    });
  }

  /** Waits for the bot's next message in a channel that this method has not returned yet. */
  async nextMessage(channel: string, { timeoutMs }: Waiting = {}): Promise<SeenMessage> {
    const { id } = this.services.world.channel(channel);
    return this.#inbox.next(id, `a message in ${channel}`, timeoutMs, () => true);
  }

  /** Waits for the next message that only this person sees and that was not returned yet. */
  async nextEphemeral({ timeoutMs }: Waiting = {}): Promise<SeenMessage> {
    return this.#inbox.nextEphemeral(timeoutMs);
  }

  /** The messages that only this person sees, oldest first. */
  get ephemerals(): readonly SeenMessage[] {
    return this.#inbox.ephemerals;
  }

  /** Returns a message by its id. Throws when it does not exist or only another person sees it. */
  sees(messageId: string): SeenMessage {
    const message = this.services.world.message(messageId);
    if (message.ephemeralFor !== undefined && message.ephemeralFor !== this.id) {
      throw new Error(`${this.user.username} cannot see message ${messageId}.`);
    }
    return new SeenMessage(this.services, message);
  }

  /**
   * Clicks the button with that label, emoji or custom id, and returns the bot's first answer.
   * Rejects with `InteractionFailed` when there is none within three seconds, and for a disabled
   * button unless forced.
   */
  async click(card: SeenMessage, button: string, { force = false } = {}): Promise<Answer> {
    const { customId, disabled, label } = card.button(button);
    if (disabled && !force) {
      throw new Error(`The button "${label}" is disabled.`);
    }
    return this.clickRaw(card, { customId });
  }

  /** Chooses one or more options, by value or label, in the select that has them. */
  async select(
    card: SeenMessage,
    wanted: string | readonly string[],
    { force = false } = {},
  ): Promise<Answer> {
    const { customId, disabled, values } = chosenIn(card.selects, [wanted].flat());
    if (disabled && !force) {
      throw new Error('The select is disabled.');
    }
    return this.clickRaw(card, { customId, componentType: ComponentType.StringSelect, values });
  }

  /**
   * Uses a component that may not exist, for example with a forged id or on a card of the Python
   * bot.
   */
  async clickRaw(card: SeenMessage, use: ComponentUse): Promise<Answer> {
    return this.#noted(await useComponent(this.services, this.user, card.message, use));
  }

  /** Clicks a button that opens a modal. Rejects when the bot answers in another way. */
  async openModal(card: SeenMessage, button: string): Promise<OpenModal<Answer>> {
    for (;;) {
      const { modal, kind } = await this.click(card, button);
      if (modal !== undefined) return modal;
      // Who came too late for a form is asked to press again.
      if (kind !== 'deferredUpdate') throw new Error(`"${button}" opened no modal: ${kind}.`);
    }
  }

  /** Invokes a slash command (`config set` for a subcommand). */
  async command(name: string, options: CommandOptions = {}, place: Place = {}): Promise<Answer> {
    return this.#noted(await invokeCommand(this.services, this.#use(name, place), options));
  }

  /** Types into an option of a slash command with completion; the answer has the choices. */
  async complete(
    name: string,
    focused: string,
    options: CommandOptions,
    place: Place = {},
  ): Promise<Answer> {
    return requestCompletion(this.services, this.#use(name, place), options, focused);
  }

  /** Invokes a command from a message's menu. */
  async menu(message: SeenMessage, name: string): Promise<Answer> {
    return this.#noted(await invokeMessageCommand(this.services, this.user, message.message, name));
  }

  /** Invokes a command from a person's menu. */
  async userMenu(person: Person, name: string, place: Place = {}): Promise<Answer> {
    const use = this.#use(name, place);
    return this.#noted(await invokeUserCommand(this.services, use, person.id));
  }

  /** Installs the bot for themselves, so that its commands are there in every place; or ends that. */
  installBot(isInstalled = true): void {
    const { id } = this.services.world.application;
    this.user.installedApps = new Set(isInstalled ? [id] : []);
  }

  /** Reacts to a message. */
  react(message: SeenMessage, emoji: string): void {
    const { world } = this.services;
    requireVoice(world, world.channel(message.channelId), this.user);
    addReaction(world, message.message, this.id, this.#emoji(emoji));
  }

  /** Removes a reaction. */
  unreact(message: SeenMessage, emoji: string): void {
    removeReaction(this.services.world, message.message, this.id, this.#emoji(emoji));
  }

  /** Changes the text of one of their own messages. */
  edit({ authorId, message }: SeenMessage, content: string): void {
    if (authorId !== this.id)
      throw new Error(`${this.user.username} can only change their own messages.`);
    this.services.writer.edit(message, { content });
  }

  /** Deletes a message: one of their own, or, as who manages messages, any. Throws for others. */
  deleteMessage({ message }: SeenMessage): void {
    const { world, writer } = this.services;
    if (!mayDelete(world, message, this.user))
      throw new Error(`${this.user.username} may not delete this message.`);
    writer.remove(message);
  }

  #emoji(text: string) {
    const emoji = parseEmoji(text);
    if (emoji === undefined) throw new Error(`"${text}" is no emoji.`);
    return emoji;
  }

  #channel(nameOrId: string | undefined): Channel {
    const { world } = this.services;
    const [first] = world.channels.values();
    const usual = this.home ?? first;
    if (nameOrId !== undefined) return world.channel(nameOrId);
    if (usual === undefined) throw new Error('This world has no channel.');
    return usual;
  }

  #use(name: string, { channel, dm = false }: Place): CommandUse {
    const { world } = this.services;
    const { user } = this;
    if (dm === false) return { user, channel: this.#channel(channel), name };
    const other = world.user(dm === true ? world.application.id : dm);
    return { user, channel: world.directChannel(user.id, other.id), name };
  }

  #noted(answer: Answer): Answer {
    if (answer.message !== undefined) this.#inbox.markTaken(answer.message);
    return answer;
  }
}
