import { z } from 'zod';

import { MAX_RETENTION_DAYS } from '../config/retention-days.js';
import { CARD_USES } from '../config/rights.js';
import { snowflake } from '../interactions/values.js';

/** The most channels, or roles, that a server can name. */
export const MAX_NAMED = 50;

/** Whom a number of pictures is for. */
const tier = z
  .object({
    kind: z.enum(['role', 'person']),
    id: snowflake,
    /** Pictures in a rolling window, as in `QUOTA_PER_PERSON`; `exempt`: they are not counted. */
    quota: z.string(),
  })
  .readonly();

export type Tier = z.output<typeof tier>;

/**
 * What a server allows, and how long it keeps. A field without a value leaves it to whoever
 * runs the bot.
 */
export const serverRights = z
  .object({
    cardUse: z.enum(CARD_USES).nullable().default(null),
    /** Channels and categories in which the bot may be asked; none: all. */
    channels: z.array(snowflake).max(MAX_NAMED).readonly().default([]),
    /** Roles whose members may ask; none: everybody. */
    roles: z.array(snowflake).max(MAX_NAMED).readonly().default([]),
    /** For how many days cards are kept after their last use; null: as long as all others. */
    retentionDays: z.int().min(1).max(MAX_RETENTION_DAYS).nullable().default(null),
    tiers: z.array(tier).max(MAX_NAMED).readonly().default([]),
  })
  .readonly();

export type ServerRights = z.output<typeof serverRights>;

/** Of a server that has decided nothing, and of a direct message. */
export const NOTHING_DECIDED: ServerRights = serverRights.parse({});
