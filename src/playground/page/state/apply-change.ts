import type { Change, LogLine, ShownMessage, Snapshot } from '../../protocol.js';
import { applyBotState } from './bot-events.js';
import { withBudget, withClock, withFaults } from './switch-events.js';
import { byAge, type World } from './world.js';

/** How many log lines are kept; the server sends the latest 500 at first. */
const MAX_LOG_LINES = 2000;

/** Discord shows a typing indicator for ten seconds. */
const TYPING_MS = 10_000;

/** The world from a snapshot; former events of the bot's process are kept. */
export function worldOf(snapshot: Snapshot, before: World | null): World {
  const { kind: _kind, ...told } = snapshot;
  const isSamePerson = before?.you === told.you;
  const world = { ...told, typists: [], botEvents: before?.botEvents ?? [] };
  return isSamePerson ? applyBotState({ ...world, bot: before.bot }, told.bot) : world;
}

/** The world after a change; `now` is the real time. */
export function applyChange(world: World, change: Change, now: number): World {
  switch (change.kind) {
    case 'messageCreate':
      return created(world, change.shown);
    case 'messageUpdate':
      return inChannel(world, change.shown.message.channel_id, (messages) =>
        messages.map((known) => (isSame(known, change.shown) ? change.shown : known)),
      );
    case 'messageDelete':
      return inChannel(world, change.channelId, (messages) =>
        messages.filter(({ message }) => message.id !== change.messageId),
      );
    case 'reactions':
      return inChannel(world, change.channelId, (messages) =>
        messages.map((known) =>
          known.message.id === change.messageId
            ? { ...known, message: { ...known.message, reactions: [...change.reactions] } }
            : known,
        ),
      );
    case 'typing': {
      const { channelId, userId } = change;
      const others = withoutTypist(world, channelId, userId);
      return { ...world, typists: [...others, { channelId, userId, until: now + TYPING_MS }] };
    }
    case 'log':
      return { ...world, log: withLine(world.log, change.line) };
    case 'bot':
      return withBudget(applyBotState(world, change.bot), world.bot.hasSmallBudget, now);
    case 'channel':
      return withChannel(world, change.channel);
    case 'commands':
      return { ...world, commands: change.commands };
    case 'faults':
      return withFaults(world, change.faults, now);
    case 'model':
      return { ...world, model: change.model };
    case 'clock':
      return withClock(world, change.clock, now);
    case 'lateAnswer':
      return world;
  }
}

/** The world with earlier messages added before the known ones of a channel. */
export function withEarlier(
  world: World,
  channelId: string,
  earlier: readonly ShownMessage[],
): World {
  return inChannel(world, channelId, (messages) => {
    const known = new Set(messages.map(({ message }) => message.id));
    return [...earlier.filter(({ message }) => !known.has(message.id)), ...messages];
  });
}

/** The world without people whose typing indicator has expired at `now`. */
export function withoutStaleTypists(world: World, now: number): World {
  const typists = world.typists.filter(({ until }) => until > now);
  return typists.length === world.typists.length ? world : { ...world, typists };
}

function created(world: World, shown: ShownMessage): World {
  const { channel_id: channelId, author } = shown.message;
  const next = { ...world, typists: withoutTypist(world, channelId, author.id) };
  return inChannel(next, channelId, (messages) => {
    const others = messages.filter((known) => !isSame(known, shown));
    return [...others, shown].toSorted((one, other) => byAge(one.message.id, other.message.id));
  });
}

function inChannel(
  world: World,
  channelId: string,
  change: (messages: readonly ShownMessage[]) => readonly ShownMessage[],
): World {
  const messages = change(world.messages[channelId] ?? []);
  return { ...world, messages: { ...world.messages, [channelId]: messages } };
}

function withChannel(world: World, channel: World['channels'][number]): World {
  const isKnown = world.channels.some(({ id }) => id === channel.id);
  const channels = isKnown
    ? world.channels.map((known) => (known.id === channel.id ? channel : known))
    : [...world.channels, channel];
  return { ...world, channels };
}

function withLine(log: readonly LogLine[], line: LogLine): readonly LogLine[] {
  return [...log, line].slice(-MAX_LOG_LINES);
}

function withoutTypist(world: World, channelId: string, userId: string) {
  return world.typists.filter((typist) => {
    return typist.channelId !== channelId || typist.userId !== userId;
  });
}

function isSame(one: ShownMessage, other: ShownMessage): boolean {
  return one.message.id === other.message.id;
}
