import type { ClockState, FaultStates } from '../../protocol.js';
import { elapsedText } from './elapsed-text.js';
import { FAULTS, SMALL_BUDGET } from './faults.js';
import { withEvent, type World } from './world.js';

/**
 * The world after faults were switched, with what that did. `now` is the real time, here and below.
 */
export function withFaults(world: World, faults: FaultStates, now: number): World {
  const switched = FAULTS.filter(({ name }) => faults[name] !== world.faults[name]);
  return switched.reduce<World>(
    (before, { name, title }) =>
      withEvent(before, 'switch', told(before, title, faults[name], now), now),
    { ...world, faults },
  );
}

/** The world after the bot's state was told, with what switching its budget did. */
export function withBudget(world: World, wasSmall: boolean, now: number): World {
  const isSmall = world.bot.hasSmallBudget;
  if (isSmall === wasSmall) return world;
  const text = told(world, SMALL_BUDGET.title, isSmall, now);
  return withEvent(world, 'switch', isSmall ? `${text}, ${SMALL_BUDGET.perDay}` : text, now);
}

/** The world after the clock was moved, with what that did. */
export function withClock(world: World, clock: ClockState, now: number): World {
  const minutes = Math.round((clock.offsetMs - world.clock.offsetMs) / 60_000);
  if (minutes === 0) return { ...world, clock };
  const text = `The clock went ${minutes} minutes ahead; Discord’s tokens of earlier clicks are no longer valid`;
  return withEvent({ ...world, clock }, 'switch', text, now);
}

function told({ botEvents }: World, title: string, isOn: boolean, now: number): string {
  if (isOn) return `${title}: on`;
  const since = botEvents.findLast(({ text }) => text.startsWith(`${title}: on`));
  return `${title}: off${since === undefined ? '' : ` after ${elapsedText(since.realAt, now)}`}`;
}
