import { NOT_RESUMABLE, type GatewaySession } from '../../persistence/gateway-sessions.js';

/** The first instant that ids of Discord count from, in milliseconds since the Unix epoch. */
const DISCORD_EPOCH_MS = 1_420_070_400_000;

/** An id has the milliseconds above its lowest 22 bits. */
const TIME_SHIFT = 22n;

/**
 * Where a restored bot goes on: what was said since the backup was made has to be read back. What
 * the former bot has answered meanwhile has its reply, and gets no other.
 *
 * @param createdAt when the backup was made, ISO 8601 in UTC.
 */
export function positionOfBackup(createdAt: string): GatewaySession {
  const sinceEpochMs = Math.max(0, Date.parse(createdAt) - DISCORD_EPOCH_MS);
  const id = (BigInt(sinceEpochMs) << TIME_SHIFT).toString();
  return {
    shardId: 0,
    shardCount: 1,
    sessionId: NOT_RESUMABLE,
    resumeUrl: '',
    sequence: 0,
    seenUpTo: id,
    catchUpSince: id,
  };
}
