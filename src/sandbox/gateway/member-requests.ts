import { z } from 'zod';
import { snowflake } from '../validation/fields.js';
import type { Guild } from '../world/entities.js';
import { renderMember } from '../world/render.js';
import type { World } from '../world/world.js';
import type { GatewaySession } from './gateway-session.js';

/** The limit of one answer without the members intent. */
const MAX_MEMBERS = 100;

const requestSchema = z.object({
  guild_id: snowflake,
  query: z.string().optional(),
  limit: z.int().min(0).optional(),
  user_ids: z.union([snowflake.transform((id) => [id]), z.array(snowflake)]).optional(),
  nonce: z.string().max(32).optional(),
});

type MemberRequest = z.output<typeof requestSchema>;

function foundIds(world: World, guild: Guild, { query = '', user_ids: ids }: MemberRequest) {
  const memberIds = [...guild.members.keys()];
  if (ids !== undefined) {
    return memberIds.filter((id) => ids.includes(id));
  }
  return memberIds.filter((id) => {
    const { username, globalName } = world.user(id);
    const names = [username, globalName ?? '', guild.members.get(id)?.nick ?? ''];
    return names.some((name) => name.toLowerCase().startsWith(query.toLowerCase()));
  });
}

/**
 * Answers a request for members, by their ids or by what their names begin with. Nothing comes for
 * the whole list, which needs the members intent, and for a guild that the bot is not in.
 */
export function sendMembers(world: World, session: GatewaySession, data: unknown): void {
  const request = requestSchema.safeParse(data).data;
  const guild = world.guilds.get(request?.guild_id ?? '');
  const isWholeList = !request?.query && request?.user_ids === undefined;
  if (
    request === undefined ||
    guild?.members.has(session.identity.application.id) !== true ||
    isWholeList
  ) {
    return;
  }
  const { user_ids: ids, nonce, limit } = request;
  const most = Math.min(limit === undefined || limit === 0 ? MAX_MEMBERS : limit, MAX_MEMBERS);
  const members = foundIds(world, guild, request)
    .slice(0, most)
    .map((id) => guild.members.get(id))
    .filter((member) => member !== undefined)
    .map((member) => renderMember(world, member));
  const notFound = ids?.filter((id) => !guild.members.has(id));
  session.dispatch('GUILD_MEMBERS_CHUNK', {
    guild_id: guild.id,
    members,
    chunk_index: 0,
    chunk_count: 1,
    ...(notFound && notFound.length > 0 && { not_found: notFound }),
    ...(nonce === undefined ? {} : { nonce }),
  });
}
