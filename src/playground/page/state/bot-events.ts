import type { BotState, BotStatus } from '../../protocol.js';
import { elapsedText } from './elapsed-text.js';
import { nameOf, withEvent, type BotEvent, type World } from './world.js';

const DOWN: Partial<Record<BotStatus, string>> = {
  killed: 'was killed with kill -9',
  crashed: 'ended by itself',
  stopping: 'goes offline',
  stopped: 'went offline',
};

const DROPPED = 'Gateway dropped';

/** What happened, and when in real time. */
type News = Pick<BotEvent, 'kind' | 'text' | 'realAt'>;

/** The world with the bot's new state, and the matching event for its channels. */
export function applyBotState(world: World, bot: BotState): World {
  const next = { ...world, bot };
  const news = lineNews(world, bot) ?? processNews(world, bot);
  if (!news) return next;
  // What follows a lost line says more than that it was lost.
  const botEvents = world.botEvents.filter((each) => each !== lostLine(world));
  return withEvent({ ...next, botEvents }, news.kind, news.text, news.realAt);
}

/** A process that loses its connection to Discord, and comes back without a new start. */
function lineNews(world: World, bot: BotState): News | undefined {
  const { bot: before } = world;
  if (before.status !== 'ready' || bot.status !== 'ready') return undefined;
  if (before.online === bot.online) return undefined;
  const realAt = bot.onlineAt;
  if (!bot.online) return { realAt, kind: 'down', text: DROPPED };
  const lost = lostLine(world);
  const text = lost && `${DROPPED}; the bot was back in ${elapsedText(lost.realAt, realAt)}`;
  return text === undefined ? undefined : { realAt, kind: 'back', text };
}

/** The event of a lost connection, if the bot is not back since. */
function lostLine(world: World): BotEvent | undefined {
  const last = lastOfProcess(world);
  return last?.text === DROPPED ? last : undefined;
}

function lastOfProcess({ botEvents }: World): BotEvent | undefined {
  return botEvents.findLast(({ kind }) => kind !== 'switch');
}

function processNews(world: World, bot: BotState): News | undefined {
  const name = nameOf(world, world.botId);
  const realAt = bot.since;
  const down = DOWN[bot.status];
  const last = lastOfProcess(world);
  const isDown = last?.kind === 'down' && last.text !== DROPPED;
  if (down !== undefined && !isDown) return { realAt, kind: 'down', text: `${name} ${down}` };
  if (bot.status !== 'ready' || !isDown) return undefined;
  const text = `${name} is back, ${elapsedText(last.realAt, realAt)} later`;
  return { realAt, kind: 'back', text };
}

/** The bot's status in one or two words. */
export function statusText({ status, online }: BotState): string {
  switch (status) {
    case 'ready':
      return online ? 'Online' : 'Reconnecting';
    case 'starting':
      return 'Starting';
    case 'stopping':
      return 'Stopping';
    case 'stopped':
      return 'Stopped';
    case 'killed':
      return 'Killed';
    case 'crashed':
      return 'Crashed';
  }
}

/** Whether the bot has a process. */
export function isRunning({ status }: BotState): boolean {
  return status === 'starting' || status === 'ready' || status === 'stopping';
}

/** Whether people see the bot as online. */
export function isOnline({ status, online }: BotState): boolean {
  return status === 'ready' && online;
}
