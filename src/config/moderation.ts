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

/** What is kept of what moderators want to know of. */
export interface ModerationLogConfig {
  /** Absolute path of a folder for files of all servers; null: none are written. */
  readonly folder: string | null;
  /** How many days an entry is kept, in database, files and channels. */
  readonly days: number;
  /** Whether entries name prompts. */
  readonly withPrompts: boolean;
}

/** Where pictures are covered that nobody covered: nowhere, where minors may be, or everywhere. */
export type SpoilerMode = (typeof SPOILER_MODES)[number];

const SPOILER_MODES = ['never', 'outside-age-restricted', 'always'] as const;

export const MODERATION: InjectionToken<Moderation> = Symbol('moderation');

/** Ten years. */
const MAX_LOG_DAYS = 3650;

/** The variables of {@link Moderation}. */
export const MODERATION_VARIABLES = z.object({
  WORD_LIST_FILE: localPath().optional(),
  SPOILER_MODE: z
    .enum(SPOILER_MODES, `must be one of ${SPOILER_MODES.join(', ')}, for example always`)
    .default('never'),
  MODERATION_LOG_FOLDER: localPath().optional(),
  MODERATION_LOG_DAYS: wholeNumber(1, MAX_LOG_DAYS, 30),
  MODERATION_LOG_PROMPTS: flag('false'),
});

/** What the variables say. */
export function moderationOf(vars: z.output<typeof MODERATION_VARIABLES>): Moderation {
  return {
    wordListFile: whole(vars.WORD_LIST_FILE),
    spoilerMode: vars.SPOILER_MODE,
    log: {
      folder: whole(vars.MODERATION_LOG_FOLDER),
      days: vars.MODERATION_LOG_DAYS,
      withPrompts: vars.MODERATION_LOG_PROMPTS,
    },
  };
}

function whole(file: string | undefined): string | null {
  return file === undefined ? null : path.resolve(file);
}
