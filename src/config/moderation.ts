import path from 'node:path';

import type { InjectionToken } from 'tsyringe';
import { z } from 'zod';

import { flag, localPath, wholeNumber } from './variables.js';

/** What is done for decency on all servers of the bot. */
export interface Moderation {
  /** Absolute path of a list of words that prompts may not have; null: none. */
  readonly wordListFile: string | null;
  readonly spoilerMode: SpoilerMode;
  readonly log: ModerationLogConfig;
}

/** Where entries are kept in files, also for commands without a bot. */
export interface ModerationLogFolder {
  /** Absolute path of a folder for files of all servers; null: none are written. */
  readonly folder: string | null;
}

/** What is kept of what moderators want to know of. */
export interface ModerationLogConfig extends ModerationLogFolder {
  /** How many days an entry is kept, in database, files and channels. */
  readonly days: number;
  /** Whether entries name prompts. */
  readonly withPrompts: boolean;
}

/** Where pictures are covered that nobody covered: nowhere, where minors may be, or everywhere. */
export type SpoilerMode = (typeof SPOILER_MODES)[number];

const SPOILER_MODES = ['never', 'outside-age-restricted', 'always'] as const;

export const MODERATION: InjectionToken<Moderation> = Symbol('moderation');

export const MODERATION_LOG_FOLDER: InjectionToken<ModerationLogFolder> =
  Symbol('moderation log folder');

/** Ten years. */
const MAX_LOG_DAYS = 3650;

/** The variables of {@link Moderation}. */
export const MODERATION_VARIABLES = z.object({
  WORD_LIST_FILE: localPath().optional(),
  SPOILER_MODE: z
    .enum(SPOILER_MODES, `must be one of ${SPOILER_MODES.join(', ')}, for example always`)
    .default('never'),
  MODERATION_LOG_DAYS: wholeNumber(1, MAX_LOG_DAYS, 30),
  MODERATION_LOG_PROMPTS: flag('false'),
});

/** What the variables say. @param folder of the log; it is read with those of the storage. */
export function moderationOf(
  vars: z.output<typeof MODERATION_VARIABLES>,
  folder: string | null,
): Moderation {
  return {
    wordListFile: vars.WORD_LIST_FILE ? path.resolve(vars.WORD_LIST_FILE) : null,
    spoilerMode: vars.SPOILER_MODE,
    log: {
      folder,
      days: vars.MODERATION_LOG_DAYS,
      withPrompts: vars.MODERATION_LOG_PROMPTS,
    },
  };
}
