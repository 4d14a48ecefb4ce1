import { ChannelType, RESTJSONErrorCodes } from 'discord-api-types/v10';
import type { FastifyReply } from 'fastify';
import type { Channel, Message } from '../world/entities.js';
import type { World } from '../world/world.js';

/** The age from which edits of a message are limited on their own. */
const OLD_MS = 60 * 60 * 1000;

/** How many writes of a kind Discord accepts in a channel within a time. */
export interface WriteLimit {
  readonly limit: number;
  readonly windowMs: number;
}

/** A write that came too often, and after how many milliseconds it is accepted. */
export interface LimitedWrite {
  readonly code: number;
  readonly message: string;
  readonly waitMs: number;
}

/** Counts the writes of one kind, for each channel. */
class WriteCounter {
  limit: WriteLimit;
  readonly #windows = new Map<string, { count: number; endsAtMs: number }>();

  constructor(
    readonly code: number,
    readonly message: string,
    limit: WriteLimit = { limit: Infinity, windowMs: 0 },
  ) {
    this.limit = limit;
  }

  forget(): void {
    this.#windows.clear();
  }

  count(channelId: string, nowMs: number): LimitedWrite | undefined {
    let window = this.#windows.get(channelId);
    if (window === undefined || window.endsAtMs <= nowMs) {
      window = { count: 0, endsAtMs: nowMs + this.limit.windowMs };
      this.#windows.set(channelId, window);
    }
    window.count += 1;
    if (window.count <= this.limit.limit) return undefined;
    return { code: this.code, message: this.message, waitMs: window.endsAtMs - nowMs };
  }
}

/**
 * The limits of writes in a channel that have codes of their own. Bots have reported that of old
 * messages; the others are unlimited until a test sets them.
 */
export class WriteLimits {
  readonly #oldEdits = new WriteCounter(
    RESTJSONErrorCodes.MaximumNumberOfEditsToMessagesOlderThanOneHourReached,
    'Maximum number of edits to messages older than 1 hour reached. Try again later',
    { limit: 3, windowMs: 20_000 },
  );
  readonly #announcementEdits = new WriteCounter(
    RESTJSONErrorCodes.AnnouncementEditLimitExceeded,
    'This message cannot be edited due to announcement rate limits',
  );
  readonly #writes = new WriteCounter(
    RESTJSONErrorCodes.ChannelWriteRateLimit,
    'The write action you are performing on the channel has hit the write rate limit',
  );

  constructor(private readonly world: World) {}

  /** Changes the limit of edits of messages older than an hour, and begins to count anew. */
  set oldEdits(limit: WriteLimit) {
    set(this.#oldEdits, limit);
  }
  /** The same for edits in announcement channels. */
  set announcementEdits(limit: WriteLimit) {
    set(this.#announcementEdits, limit);
  }
  /** The same for all posts and edits of a channel. */
  set writes(limit: WriteLimit) {
    set(this.#writes, limit);
  }

  /** Counts a post. */
  ofPost({ id }: Channel): LimitedWrite | undefined {
    return this.#writes.count(id, this.world.clock.now());
  }

  /** Counts an edit by the channel's route. */
  ofEdit({ id, type }: Channel, { timestamp }: Message): LimitedWrite | undefined {
    const nowMs = this.world.clock.now();
    const isOld = nowMs - Date.parse(timestamp) > OLD_MS;
    const counters = [
      this.#writes,
      ...(isOld ? [this.#oldEdits] : []),
      ...(type === ChannelType.GuildAnnouncement ? [this.#announcementEdits] : []),
    ];
    return counters.map((counter) => counter.count(id, nowMs)).find((limited) => limited);
  }
}

function set(counter: WriteCounter, limit: WriteLimit): void {
  counter.limit = limit;
  counter.forget();
}

/** Answers 429 with the limit's code, in the headers of a bucket that the whole channel shares. */
export async function refuseWrite(
  reply: FastifyReply,
  { code, message, waitMs }: LimitedWrite,
): Promise<void> {
  const retryAfter = (waitMs / 1000).toFixed(3);
  await reply
    .code(429)
    .headers({
      'retry-after': retryAfter,
      'x-ratelimit-limit': '5',
      'x-ratelimit-remaining': '0',
      'x-ratelimit-reset-after': retryAfter,
      'x-ratelimit-bucket': `channel-writes-${code}`,
      'x-ratelimit-scope': 'shared',
    })
    .send({ code, message, retry_after: Number(retryAfter), global: false });
}
