import type { APIMessage } from 'discord-api-types/v10';

import type {
  BotState,
  BotStatus,
  Channel,
  Person,
  ShownMessage,
  Snapshot,
} from '../../../../src/playground/protocol.js';

export const ANN = '100000000000000101';
export const BEN = '100000000000000102';
export const BOT = '100000000000000103';
export const GENERAL = '200000000000000201';
export const PICTURES = '200000000000000202';
const STUDIO = '300000000000000301';

function person(id: string, username: string, globalName: string | null): Person {
  const isBot = id === BOT;
  const name = { username, global_name: globalName, discriminator: '0', avatar: null };
  return { user: { id, ...name, bot: isBot }, isPlayable: !isBot };
}

function channel(id: string, name: string): Channel {
  const permissions = {
    isBotHere: true,
    canView: true,
    canSend: true,
    canAttach: true,
    canReact: true,
    canManage: false,
  };
  return { id, type: 0, name, guildId: STUDIO, parentId: null, ...permissions };
}

/** How a message differs from a plain one in the general channel. */
interface Said {
  readonly channel?: string;
  readonly mentions?: readonly string[];
  readonly customId?: string;
  readonly disabled?: boolean;
  readonly at?: number;
}

/** A message as the playground tells it, with one button where a custom id is given. */
export function shown(
  id: string,
  authorId: string,
  content: string,
  said: Said = {},
): ShownMessage {
  const { customId, disabled = false, at = 0, mentions = [] } = said;
  const buttons = [{ type: 2, style: 1, label: 'Go', custom_id: customId, disabled }];
  const message: Partial<APIMessage> = {
    id,
    channel_id: said.channel ?? GENERAL,
    author: people.find(({ user }) => user.id === authorId)!.user,
    content,
    timestamp: new Date(at).toISOString(),
    edited_timestamp: null,
    mentions: mentions.map((mentioned) => people.find(({ user }) => user.id === mentioned)!.user),
    attachments: [],
    embeds: [],
    components: customId === undefined ? [] : [{ type: 1, components: buttons as never }],
  };
  return { message: message as APIMessage, onlyFor: null };
}

/** The bot's process in a state. */
export function bot(status: BotStatus, since: number): BotState {
  const online = status === 'ready';
  return {
    status,
    since,
    online,
    pid: null,
    memoryBytes: null,
    exitCode: null,
    startsAgainAt: null,
    backAfterKillMs: null,
    onlineAt: since,
    hasSmallBudget: false,
  };
}

const people = [
  person(ANN, 'ann', 'Ann'),
  person(BEN, 'ben', 'Ben'),
  person(BOT, 'Nano Banana', null),
];

/** The world as Ann's page is told it at first. */
export function snapshot(messages: readonly ShownMessage[] = []): Snapshot {
  return {
    kind: 'snapshot',
    you: ANN,
    botId: BOT,
    hasInstalled: false,
    people,
    guilds: [{ id: STUDIO, name: 'Studio', ownerId: ANN, memberIds: [ANN, BEN, BOT] }],
    channels: [channel(GENERAL, 'general'), channel(PICTURES, 'pictures')],
    messages: { [GENERAL]: messages },
    commands: [],
    bot: bot('ready', 0),
    model: { model: 'offline', hasKey: false, name: 'offline-sketch' },
    faults: {
      slowStorage: false,
      slowModel: false,
      promptBlocked: false,
      outputBlocked: false,
      modelOverloaded: false,
      discordErrors: false,
      discordRateLimits: false,
      slowLine: false,
    },
    log: [],
    clock: { offsetMs: 0 },
    samples: [],
    limits: { maxContentLength: 2000, maxFiles: 3, maxFileBytes: 100, maxRequestBytes: 250 },
  };
}
