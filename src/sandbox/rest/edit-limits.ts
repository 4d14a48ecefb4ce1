import type { FastifyReply } from 'fastify';
import type { Message } from '../world/entities.js';
import type { World } from '../world/world.js';

/** Discord's code for an edit of an old message that came too often. */
const TOO_MANY_OLD_EDITS = 30_046;

/** The age from which edits of a message are limited on their own. */
const OLD_MS = 60 * 60 * 1000;

/** How many edits of old messages Discord accepts in a channel, as bots have reported. */
export interface OldEditLimit {
  readonly limit: number;
  readonly windowMs: number;
}

/** Counts the edits of messages that are older than an hour, for each channel. */
export class EditLimits {
  #limit: OldEditLimit = { limit: 3, windowMs: 20_000 };
  readonly #windows = new Map<string, { count: number; endsAtMs: number }>();

  constructor(private readonly world: World) {}

  /** Changes the limit, and begins to count anew. */
  set oldEdits(limit: OldEditLimit) {
    this.#limit = limit;
    this.#windows.clear();
  }

  /** Counts an edit. Returns after how many milliseconds it is accepted; 0: now. */
  count({ timestamp, channelId }: Message): number {
    const nowMs = this.world.clock.now();
    if (nowMs - Date.parse(timestamp) <= OLD_MS) {
      return 0;
    }
    let window = this.#windows.get(channelId);
    if (window === undefined || window.endsAtMs <= nowMs) {
      window = { count: 0, endsAtMs: nowMs + this.#limit.windowMs };
      this.#windows.set(channelId, window);
    }
    window.count += 1;
    return window.count <= this.#limit.limit ? 0 : window.endsAtMs - nowMs;
  }
}

/** Answers 429 with 30046, in the headers of the bucket that all edits of the channel share. */
export async function refuseOldEdit(reply: FastifyReply, waitMs: number): Promise<void> {
  const retryAfter = (waitMs / 1000).toFixed(3);
  await reply
    .code(429)
    .headers({
      'retry-after': retryAfter,
      'x-ratelimit-limit': '5',
      'x-ratelimit-remaining': '0',
      'x-ratelimit-reset-after': retryAfter,
      'x-ratelimit-bucket': 'message-edits',
      'x-ratelimit-scope': 'shared',
    })
    .send({
      code: TOO_MANY_OLD_EDITS,
      message: 'Maximum number of edits to messages older than 1 hour reached. Try again later',
      retry_after: Number(retryAfter),
      global: false,
    });
}
