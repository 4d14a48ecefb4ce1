import { EventEmitter } from 'node:events';
import type { APIInteraction } from 'discord-api-types/v10';
import type { Channel, Message } from './entities.js';

/** Something that happened in the world; the gateway tells sessions, the client's waits look at it. */
export type WorldEvent =
  | {
      readonly kind: 'messageCreate' | 'messageUpdate' | 'messageDelete';
      readonly message: Message;
    }
  | {
      readonly kind: 'reactionAdd' | 'reactionRemove';
      readonly message: Message;
      readonly userId: string;
      readonly emoji: { readonly id: string | null; readonly name: string };
    }
  | { readonly kind: 'typing'; readonly channel: Channel; readonly userId: string }
  | { readonly kind: 'channelUpdate'; readonly channel: Channel }
  | {
      readonly kind: 'interaction';
      readonly applicationId: string;
      readonly payload: APIInteraction;
    }
  | { readonly kind: 'commands'; readonly applicationId: string }
  | { readonly kind: 'presence'; readonly applicationId: string; readonly online: boolean };

/** Tells listeners of everything that happens in a world, in order. */
export class WorldEvents {
  readonly #emitter = new EventEmitter<{ event: [WorldEvent] }>().setMaxListeners(0);

  /** Tells every listener. */
  emit(event: WorldEvent): void {
    this.#emitter.emit('event', event);
  }

  /** Listens; the answer is how to stop. */
  listen(listener: (event: WorldEvent) => void): () => void {
    this.#emitter.on('event', listener);
    return () => {
      this.#emitter.off('event', listener);
    };
  }
}
