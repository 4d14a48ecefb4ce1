import type { NewMessageBody } from '../validation/message-schema.js';
import type { Message } from '../world/entities.js';
import type { World } from '../world/world.js';

/** "The past few minutes" in which Discord recognizes a nonce again. */
export const NONCE_LIFETIME_MS = 5 * 60 * 1000;

/** Stores which message used a nonce, for posts with `enforce_nonce`. */
export class NonceMemory {
  readonly #posted = new Map<string, { readonly message: Message; readonly atMs: number }>();

  constructor(private readonly world: World) {}

  /** The message that was recently posted with the same nonce, if there is one. */
  find(authorId: string, channelId: string, body: NewMessageBody): Message | undefined {
    if (!body.nonce || body.enforce_nonce !== true) {
      return undefined;
    }
    const entry = this.#posted.get(`${authorId}:${channelId}:${body.nonce}`);
    const isFresh = entry !== undefined && this.world.clock.now() - entry.atMs <= NONCE_LIFETIME_MS;
    return isFresh ? entry.message : undefined;
  }

  /** Stores the message of a nonce. */
  remember(authorId: string, channelId: string, body: NewMessageBody, message: Message): void {
    const nowMs = this.world.clock.now();
    for (const [key, { atMs }] of this.#posted) {
      if (nowMs - atMs <= NONCE_LIFETIME_MS) {
        break;
      }
      this.#posted.delete(key);
    }
    if (body.nonce) {
      this.#posted.set(`${authorId}:${channelId}:${body.nonce}`, { message, atMs: nowMs });
    }
  }
}
