import type { CardUse } from '../../../config/rights.js';
import { countText } from '../../../platform/amounts.js';
import type { ServerRights, Tier } from '../../../persistence/server-rights.js';

/** What people are told by `/admin`. */

export const NOT_A_MANAGER =
  'You need Manage Server for this command, and I must be in that server.';

export const QUOTAS_ARE_THE_OWNERS =
  'Only the operator of this bot can change quotas, because they pay for the pictures.';

export const NO_QUOTA =
  'A quota is a number of pictures (up to 1,000,000) in some minutes, hours or days (up to 366 days), such as 200/24h or 3/8h. `exempt` means no limit, `default` means the usual quota. I changed nothing.';

export const TOO_MANY = 'There are 50 of them already, and I keep no more. I changed nothing.';

const USES = {
  owner: 'who asked for them',
  everyone: 'everyone who sees them',
} as const;

/** @param days for which all cards are kept. */
export function keptLessLong(days: number): string {
  return `I keep cards for ${countText(days, 'day')} after their last use, so a server can choose at most that. I changed nothing.`;
}

/** What holds where a server has decided nothing. */
export interface UsualRights {
  readonly cardUse: CardUse;
  /** 0: cards are kept for ever. */
  readonly retentionDays: number;
}

/** What a server allows now. */
export function rightsLines(
  { cardUse, channels, roles, tiers, retentionDays }: ServerRights,
  usual: UsualRights,
): string[] {
  const use = `${USES[cardUse ?? usual.cardUse]}${cardUse === null ? ' (the default)' : ''}`;
  return [
    `**Cards are used by** ${use}`,
    `**Pictures are made in** ${all(
      channels.map((id) => `<#${id}>`),
      'all channels',
    )}`,
    `**Pictures are made for** ${all(
      roles.map((id) => `<@&${id}>`),
      'everybody',
    )}`,
    `**Cards are kept for** ${keptText(retentionDays, usual.retentionDays)}`,
    `**Quotas** ${all(tiers.map(tierText), 'the usual one for everybody')}`,
  ];
}

function keptText(own: number | null, usual: number): string {
  // Whoever runs the bot may have chosen fewer days since.
  if (own !== null && (usual === 0 || own < usual))
    return `${countText(own, 'day')} after their last use; older ones go within a day`;
  return usual === 0
    ? 'ever (the default)'
    : `${countText(usual, 'day')} after their last use (the default)`;
}

/** As many as fit into a message. */
const MAX_LISTED = 15;

function all(names: readonly string[], none: string): string {
  if (names.length === 0) return none;
  const more = names.length > MAX_LISTED ? ` and ${names.length - MAX_LISTED} more` : '';
  return `${names.slice(0, MAX_LISTED).join(', ')}${more}`;
}

function tierText({ kind, id, quota }: Tier): string {
  return `<@${kind === 'role' ? '&' : ''}${id}>: ${quota}`;
}
