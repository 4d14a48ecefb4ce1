import { z } from 'zod';

import { price } from './price.js';
import { settings } from './settings.js';
import { snowflake } from './values.js';

/** A picture that somebody gave to a command. */
const givenPicture = z
  .object({
    name: z.string(),
    /** In bytes; 0 where Discord does not say. */
    size: z.int().nonnegative(),
    url: z.string(),
    isSpoiler: z.boolean(),
  })
  .readonly();

/** What a command asks for, until its card is there. */
export const commandRequest = z
  .object({
    /** The id that Discord gave to the command; the id of the request in every process. */
    id: snowflake,
    /** Answers the command for fifteen minutes. A secret: never logged. */
    token: z.string(),
    userId: snowflake,
    guildId: snowflake.nullable(),
    channelId: snowflake,
    isAgeRestricted: z.boolean().default(false),
    /** Whether only who asked sees the card. */
    isPrivate: z.boolean(),
    /** Whether the bot itself is in the channel. Else the card is the command's own answer. */
    hasChannel: z.boolean(),
    prompt: z.string(),
    /** The style that Process Prompt is to use, or null. */
    styleKey: z.string().nullable(),
    settings,
    /** What these settings will cost; null where nobody knows. */
    estimate: price.nullable().default(null),
    pictures: z.array(givenPicture).readonly(),
    /** The card whose shown output it starts from; null: none. */
    fromCard: z
      .object({
        id: z.string(),
        currentIndex: z.int().nonnegative(),
        showsSheet: z.boolean(),
      })
      .readonly()
      .nullable()
      .default(null),
    /**
     * What it has to do with a form: `open`, its pictures wait for the words of a form; the id of
     * that command, for the words themselves; null, it has nothing to do with one.
     */
    form: z
      .union([z.literal('open'), snowflake])
      .nullable()
      .default(null),
    /** What the card says about the options. */
    notes: z.array(z.string()).readonly(),
  })
  .readonly();

export type CommandRequest = z.output<typeof commandRequest>;
