import type { BotState, BotStatus } from '../../protocol.js';
import { nameOf, type BotEvent, type World } from './world.js';

/** How many of them are kept between the messages. */
const MAX_EVENTS = 40;

const DOWN: Partial<Record<BotStatus, string>> = {
  killed: 'was killed with kill -9',
  crashed: 'ended by itself',
  stopping: 'goes offline',
  stopped: 'went offline',
};

/** The world with the bot's new state, and the matching event for its channels. */
export function applyBotState(world: World, bot: BotState): World {
  const event = eventOf(world, bot);
  const botEvents = event ? [...world.botEvents, event].slice(-MAX_EVENTS) : world.botEvents;
  return { ...world, bot, botEvents };
}

function eventOf(world: World, bot: BotState): BotEvent | undefined {
  const name = nameOf(world, world.botId);
  const at = bot.since + world.clock.offsetMs;
  const down = DOWN[bot.status];
  const last = world.botEvents.at(-1);
  if (down !== undefined && last?.kind !== 'down') {
    return { at, kind: 'down', text: `${name} ${down}` };
  }
  if (bot.status !== 'ready' || last?.kind !== 'down') return undefined;
  const seconds = Math.max(0, (at - last.at) / 1000).toFixed(1);
  return { at, kind: 'back', text: `${name} is back, ${seconds} s later` };
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
