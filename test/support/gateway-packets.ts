import {
  GatewayDispatchEvents,
  GatewayOpcodes,
  InteractionType,
  type GatewayDispatchPayload,
} from 'discord.js';

export const BOT_ID = '100000000000000001';

function packet(t: GatewayDispatchEvents, s: number, d: object): GatewayDispatchPayload {
  return { op: GatewayOpcodes.Dispatch, t, s, d } as GatewayDispatchPayload;
}

/** A session begins. */
export function ready(s = 1, session = 'a-session'): GatewayDispatchPayload {
  return packet(GatewayDispatchEvents.Ready, s, {
    session_id: session,
    resume_gateway_url: 'wss://gateway.test',
    shard: [0, 1],
  });
}

/** A person's mention of the bot, unless told otherwise. */
export function said(s: number, id: string, told: object = {}): GatewayDispatchPayload {
  return packet(GatewayDispatchEvents.MessageCreate, s, {
    id,
    guild_id: '3',
    author: { id: '2', bot: false },
    mentions: [{ id: BOT_ID }],
    mention_roles: [],
    ...told,
  });
}

/** The bot replies to a message. */
export function replied(s: number, id: string, to: string): GatewayDispatchPayload {
  return said(s, id, {
    author: { id: BOT_ID, bot: true },
    mentions: [],
    message_reference: { message_id: to },
  });
}

/** @param messageId the card that was clicked, if it matters. */
export function clicked(s: number, id: string, messageId?: string): GatewayDispatchPayload {
  return packet(GatewayDispatchEvents.InteractionCreate, s, {
    id,
    type: InteractionType.MessageComponent,
    ...(messageId !== undefined && { message: { id: messageId } }),
  });
}

/** A person presses the pencil under their own message. */
export function pressed(s: number, messageId: string): GatewayDispatchPayload {
  return packet(GatewayDispatchEvents.MessageReactionAdd, s, {
    guild_id: '3',
    channel_id: '7',
    message_id: messageId,
    message_author_id: '2',
    user_id: '2',
    emoji: { id: null, name: '✏️' },
  });
}

export function deleted(s: number, ...ids: string[]): GatewayDispatchPayload {
  return ids.length === 1
    ? packet(GatewayDispatchEvents.MessageDelete, s, { id: ids[0] })
    : packet(GatewayDispatchEvents.MessageDeleteBulk, s, { ids });
}

/** A server with channels that have these last messages. */
export function guild(s: number, ...lastMessageIds: (string | null)[]): GatewayDispatchPayload {
  const channels = lastMessageIds.map((last_message_id) => ({ last_message_id }));
  return packet(GatewayDispatchEvents.GuildCreate, s, { channels, threads: [{}] });
}

/** A server that Discord itself cannot reach. */
export function outage(s: number): GatewayDispatchPayload {
  return packet(GatewayDispatchEvents.GuildCreate, s, { id: '3', unavailable: true });
}

/** The replay of a resumed session is over. */
export function resumed(s: number): GatewayDispatchPayload {
  return packet(GatewayDispatchEvents.Resumed, s, {});
}
