import { EventEmitter } from 'node:events';
import type { APIInteraction, APIRole } from 'discord-api-types/v10';
import type { Channel, Guild, Message } from './entities.js';

/** An event in the world. The gateway sends it to sessions, and waits of the client check it. */
export type WorldEvent =
  | {
      readonly kind: 'messageCreate' | 'messageUpdate' | 'messageDelete';
      readonly message: Message;
    }
  | {
      readonly kind: 'messagesDelete';
      readonly channel: Channel;
      readonly messageIds: readonly string[];
    }
  | { readonly kind: 'channelDelete'; readonly channel: Channel }
  | {
      /** A bot is no longer, or again, in a guild; or an outage makes it unavailable. */
      readonly kind: 'guildLeave' | 'guildJoin' | 'guildOutage';
      readonly guild: Guild;
      readonly userId: string;
    }
  | {
      readonly kind: 'reactionAdd' | 'reactionRemove';
      readonly message: Message;
      readonly userId: string;
      readonly emoji: { readonly id: string | null; readonly name: string };
    }
  | { readonly kind: 'typing'; readonly channel: Channel; readonly userId: string }
  | { readonly kind: 'channelUpdate'; readonly channel: Channel }
  | { readonly kind: 'threadJoin'; readonly channel: Channel; readonly userId: string }
  | { readonly kind: 'roleCreate'; readonly guild: Guild; readonly role: APIRole }
  | { readonly kind: 'memberUpdate'; readonly guild: Guild; readonly userId: string }
  | {
      readonly kind: 'interaction';
      readonly applicationId: string;
      readonly payload: APIInteraction;
    }
  /** The bot has answered a use of a component after its three seconds, which Discord refuses. */
  | { readonly kind: 'lateAnswer'; readonly userId: string; readonly messageId: string }
  | { readonly kind: 'commands'; readonly applicationId: string }
  | { readonly kind: 'presence'; readonly applicationId: string; readonly online: boolean };

/** Emits all events of a world to listeners, in order. */
export class WorldEvents {
  readonly #emitter = new EventEmitter<{ event: [WorldEvent] }>().setMaxListeners(0);

  /** Notifies every listener. */
  emit(event: WorldEvent): void {
    this.#emitter.emit('event', event);
  }

  /** Adds a listener, and returns a function that removes it. */
  listen(listener: (event: WorldEvent) => void): () => void {
    this.#emitter.on('event', listener);
    return () => {
      this.#emitter.off('event', listener);
    };
  }
}
