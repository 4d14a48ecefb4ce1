import type { InjectionToken } from 'tsyringe';
import { z } from 'zod';

/** Who may use a card: who asked for it, or everybody who sees it. */
export const CARD_USES = ['owner', 'everyone'] as const;

export type CardUse = (typeof CARD_USES)[number];

/** What whoever runs the bot allows, on all servers. */
export interface Rights {
  /** Where a server has not decided otherwise. */
  readonly cardUse: CardUse;
  /** The servers that the bot stays in; null: all. */
  readonly allowedServers: ReadonlySet<string> | null;
  /** Whether people may ask in direct messages. */
  readonly directMessages: boolean;
}

export const RIGHTS: InjectionToken<Rights> = Symbol('rights');

export const RIGHTS_VARIABLES = z.object({
  CARD_USE: z.enum(CARD_USES, 'must be owner or everyone, for example owner').default('owner'),
  ALLOWED_SERVERS: z
    .string()
    .regex(
      /^\d{17,20}(?:[,\s]+\d{17,20})*$/,
      'must be the ids of servers with commas between them, for example 297463612345678901,317463612345678902',
    )
    .optional(),
  DIRECT_MESSAGES: z.enum(['on', 'off'], 'must be on or off, for example off').default('on'),
});

export function rightsOf(vars: z.output<typeof RIGHTS_VARIABLES>): Rights {
  const { ALLOWED_SERVERS: servers } = vars;
  return Object.freeze({
    cardUse: vars.CARD_USE,
    allowedServers: servers === undefined ? null : new Set(servers.split(/[,\s]+/)),
    directMessages: vars.DIRECT_MESSAGES === 'on',
  });
}
