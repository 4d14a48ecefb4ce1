import type { CardUse } from '../../../config/rights.js';
import type { ServerRights, Tier } from '../../../persistence/server-rights.js';

/** What people are told by `/admin`. */

export const NOT_A_MANAGER =
  'This is for those who may manage a server with me (Manage Server), on that server.';

export const QUOTAS_ARE_THE_OWNERS =
  'Only whoever runs me can change quotas, because they pay for the pictures.';

export const NO_QUOTA =
  'A quota is a number of pictures (up to 1,000,000) in some minutes, hours or days (up to 366 days), such as 200/24h or 3/8h. With exempt there is none, and default stands for the usual one. I changed nothing.';

export const TOO_MANY = 'There are 50 of them already, and I keep no more. I changed nothing.';

const USES = {
  owner: 'who asked for them',
  everyone: 'everyone who sees them',
} as const;

/** What a server allows now. @param usual where it has not decided who may use cards. */
export function rightsLines(
  { cardUse, channels, roles, tiers }: ServerRights,
  usual: CardUse,
): string[] {
  const use = `${USES[cardUse ?? usual]}${cardUse === null ? ' (the default)' : ''}`;
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
    `**Quotas** ${all(tiers.map(tierText), 'the usual one for everybody')}`,
  ];
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
