import type { ClockState, FaultStates } from '../../protocol.js';
import { FAULTS } from './faults.js';
import { withEvent, type BotEvent, type World } from './world.js';

/** The world after faults were switched, with what that did. */
export function withFaults(world: World, faults: FaultStates, now: number): World {
  const at = now + world.clock.offsetMs;
  const switched = FAULTS.filter(({ name }) => faults[name] !== world.faults[name]);
  return switched.reduce<World>(
    (before, { name, title }) =>
      withEvent(before, { at, kind: 'switch', text: told(before, title, faults[name], at) }),
    { ...world, faults },
  );
}

/** The world after the clock was moved, with what that did. */
export function withClock(world: World, clock: ClockState, now: number): World {
  const minutes = Math.round((clock.offsetMs - world.clock.offsetMs) / 60_000);
  if (minutes === 0) return { ...world, clock };
  const text = `The clock went ${minutes} minutes ahead; Discord’s tokens of earlier clicks are no longer valid`;
  return withEvent({ ...world, clock }, { at: now + clock.offsetMs, kind: 'switch', text });
}

function told(world: World, title: string, isOn: boolean, at: number): string {
  if (isOn) return `${title}: on`;
  const since = world.botEvents.findLast(({ text }) => text === `${title}: on`);
  return since === undefined ? `${title}: off` : `${title}: off after ${secondsText(since, at)}`;
}

function secondsText({ at: since }: BotEvent, at: number): string {
  return `${Math.max(0, (at - since) / 1000).toFixed(1)} s`;
}
