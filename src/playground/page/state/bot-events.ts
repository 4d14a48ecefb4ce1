import type { BotState, BotStatus } from '../../protocol.js';
import { nameOf, withEvent, type BotEvent, type World } from './world.js';

const DOWN: Partial<Record<BotStatus, string>> = {
  killed: 'was killed with kill -9',
  crashed: 'ended by itself',
  stopping: 'goes offline',
  stopped: 'went offline',
};

const DROPPED = 'Gateway dropped';

/** The world with the bot's new state, and the matching event for its channels. */
export function applyBotState(world: World, bot: BotState): World {
  const next = { ...world, bot };
  const event = lineEvent(world, bot) ?? processEvent(world, bot);
  if (!event) return next;
  // What follows a lost line says more than that it was lost.
  const botEvents = world.botEvents.filter((each) => each !== lostLine(world));
  return withEvent({ ...next, botEvents }, event);
}

/** A process that loses its connection to Discord, and comes back without a new start. */
function lineEvent(world: World, bot: BotState): BotEvent | undefined {
  const { bot: before, clock } = world;
  if (before.status !== 'ready' || bot.status !== 'ready') return undefined;
  if (before.online === bot.online) return undefined;
  const at = bot.onlineAt + clock.offsetMs;
  if (!bot.online) return { at, kind: 'down', text: DROPPED };
  const lost = lostLine(world);
  const text = lost && `${DROPPED}; the bot was back in ${secondsText(lost, at)}`;
  return text === undefined ? undefined : { at, kind: 'back', text };
}

/** The event of a lost connection, if the bot is not back since. */
function lostLine(world: World): BotEvent | undefined {
  const last = lastOfProcess(world);
  return last?.text === DROPPED ? last : undefined;
}

function lastOfProcess({ botEvents }: World): BotEvent | undefined {
  return botEvents.findLast(({ kind }) => kind !== 'switch');
}

function processEvent(world: World, bot: BotState): BotEvent | undefined {
  const name = nameOf(world, world.botId);
  const at = bot.since + world.clock.offsetMs;
  const down = DOWN[bot.status];
  const last = lastOfProcess(world);
  const isDown = last?.kind === 'down' && last.text !== DROPPED;
  if (down !== undefined && !isDown) return { at, kind: 'down', text: `${name} ${down}` };
  if (bot.status !== 'ready' || !isDown) return undefined;
  return { at, kind: 'back', text: `${name} is back, ${secondsText(last, at)} later` };
}

function secondsText({ at: since }: BotEvent, at: number): string {
  return `${Math.max(0, (at - since) / 1000).toFixed(1)} s`;
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
