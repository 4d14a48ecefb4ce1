import type { AllowedMentions, Channel, Message } from '../world/entities.js';
import type { World } from '../world/world.js';

/** The mentions of a message. */
export interface Mentions {
  readonly mentionIds: string[];
  readonly mentionRoleIds: string[];
  readonly mentionEveryone: boolean;
}

function idsIn(content: string, pattern: RegExp): string[] {
  return [...content.matchAll(pattern)].map(([, id]) => id ?? '');
}

/**
 * The mentions in a text and of the message it replies to, restricted by `allowed_mentions`
 * (Discord reference, "Allowed Mentions Object").
 */
export function mentionsOf(
  world: World,
  channel: Channel,
  content: string,
  allowed: AllowedMentions | undefined,
  repliedTo?: Message,
): Mentions {
  const isAllowed = (kind: 'users' | 'roles' | 'everyone', id = ''): boolean =>
    allowed === undefined ||
    allowed.parse?.includes(kind) === true ||
    (kind !== 'everyone' && allowed[kind]?.includes(id) === true);
  const userIds = idsIn(content, /<@!?(\d+)>/g)
    .filter((id) => world.users.has(id))
    .filter((id) => isAllowed('users', id));
  const pingsReplied = allowed === undefined || allowed.replied_user === true;
  const replied = repliedTo !== undefined && pingsReplied ? [repliedTo.authorId] : [];
  const guildRoles = world.guildOf(channel)?.roles ?? [];
  const roleIds = idsIn(content, /<@&(\d+)>/g)
    .filter((id) => guildRoles.some((role) => role.id === id))
    .filter((id) => isAllowed('roles', id));
  return {
    mentionIds: [...new Set([...userIds, ...replied])],
    mentionRoleIds: [...new Set(roleIds)],
    mentionEveryone: /@(everyone|here)\b/.test(content) && isAllowed('everyone'),
  };
}
