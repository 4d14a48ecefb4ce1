import { z } from 'zod';

import { CARD_USES } from '../config/rights.js';
import { snowflake } from '../interactions/values.js';

/** The most channels, or roles, that a server can name. */
export const MAX_NAMED = 50;

/** Whom a number of pictures is for. */
const tier = z
  .object({
    kind: z.enum(['role', 'person']),
    id: snowflake,
    /** Pictures in a rolling window, as in `QUOTA_PER_PERSON`; `exempt`: no limit of a person applies. */
    quota: z.string(),
  })
  .readonly();

export type Tier = z.output<typeof tier>;

/** What a server allows. A field without a value leaves it to whoever runs the bot. */
export const serverRights = z
  .object({
    cardUse: z.enum(CARD_USES).nullable().default(null),
    /** Channels and categories in which the bot may be asked; none: all. */
    channels: z.array(snowflake).max(MAX_NAMED).readonly().default([]),
    /** Roles whose members may ask; none: everybody. */
    roles: z.array(snowflake).max(MAX_NAMED).readonly().default([]),
    tiers: z.array(tier).max(MAX_NAMED).readonly().default([]),
  })
  .readonly();

export type ServerRights = z.output<typeof serverRights>;

/** Of a server that has decided nothing, and of a direct message. */
export const NOTHING_DECIDED: ServerRights = serverRights.parse({});
