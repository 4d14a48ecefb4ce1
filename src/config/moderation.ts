import path from 'node:path';

import type { InjectionToken } from 'tsyringe';
import { z } from 'zod';

import { localPath } from './variables.js';

/** What is done for decency on all servers of the bot. */
export interface Moderation {
  /** Absolute path of a list of words that prompts may not have; null: none. */
  readonly wordListFile: string | null;
  readonly spoilerMode: SpoilerMode;
}

/** Where pictures are covered that nobody covered: nowhere, where minors may be, or everywhere. */
export type SpoilerMode = (typeof SPOILER_MODES)[number];

const SPOILER_MODES = ['never', 'outside-age-restricted', 'always'] as const;

export const MODERATION: InjectionToken<Moderation> = Symbol('moderation');

/** The variables of {@link Moderation}. */
export const MODERATION_VARIABLES = z.object({
  WORD_LIST_FILE: localPath().optional(),
  SPOILER_MODE: z
    .enum(SPOILER_MODES, `must be one of ${SPOILER_MODES.join(', ')}, for example always`)
    .default('never'),
});

/** What the variables say. */
export function moderationOf(vars: z.output<typeof MODERATION_VARIABLES>): Moderation {
  return {
    wordListFile: vars.WORD_LIST_FILE === undefined ? null : path.resolve(vars.WORD_LIST_FILE),
    spoilerMode: vars.SPOILER_MODE,
  };
}
