import type { Message, User } from '../world/entities.js';
import type { ClientServices } from './client-services.js';
import { SeenMessage } from './seen-message.js';
import { waitFor } from './waiting.js';

/** Returns the bot's messages to a person one after the other: each once, oldest first. */
export class Inbox {
  readonly #taken = new Set<string>();

  constructor(
    private readonly services: ClientServices,
    private readonly user: User,
  ) {}

  /** Marks a message as received in another way, as an interaction's answer. */
  markTaken(message: SeenMessage): void {
    this.#taken.add(message.id);
  }

  /** The messages that only this person sees, oldest first. */
  get ephemerals(): SeenMessage[] {
    return [...this.services.world.messages.values()]
      .filter((message) => message.ephemeralFor === this.user.id)
      .map((message) => new SeenMessage(this.services, message));
  }

  /** The next message that only this person sees. */
  async nextEphemeral(timeoutMs: number | undefined): Promise<SeenMessage> {
    const isMine = (message: Message): boolean => message.ephemeralFor === this.user.id;
    const early = this.ephemerals.find(({ id }) => !this.#taken.has(id));
    const what = `an ephemeral message for ${this.user.username}`;
    return this.#take(early?.message ?? (await this.#posted(what, timeoutMs, isMine)));
  }

  /** The next matching message of a bot in a channel. */
  async next(
    channelId: string,
    what: string,
    timeoutMs: number | undefined,
    isWanted: (message: Message) => boolean,
  ): Promise<SeenMessage> {
    const { world } = this.services;
    const isNext = (message: Message): boolean =>
      message.channelId === channelId &&
      world.applications.has(message.authorId) &&
      message.ephemeralFor === undefined &&
      !this.#taken.has(message.id) &&
      isWanted(message);
    const early = world
      .channel(channelId)
      .messageIds.map((id) => world.messages.get(id))
      .find((message) => message !== undefined && isNext(message));
    return this.#take(early ?? (await this.#posted(what, timeoutMs, isNext)));
  }

  #take(message: Message): SeenMessage {
    this.#taken.add(message.id);
    return new SeenMessage(this.services, message);
  }

  async #posted(
    what: string,
    timeoutMs: number | undefined,
    isWanted: (message: Message) => boolean,
  ): Promise<Message> {
    return waitFor(this.services, {
      what,
      timeoutMs,
      check: (event) =>
        event.kind === 'messageCreate' && isWanted(event.message) ? event.message : undefined,
    });
  }
}
