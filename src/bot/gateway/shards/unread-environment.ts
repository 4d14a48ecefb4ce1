import type { ClientOptions } from 'discord.js';

/**
 * Options of a discord.js client that is told its shards later, or needs none. Where they
 * have their defaults, discord.js itself reads `SHARDS` and `SHARD_COUNT`, and understands
 * other values there.
 */
export const UNREAD_ENVIRONMENT = {
  shards: 'auto',
  shardCount: 2,
} satisfies Partial<ClientOptions>;
