import type { InjectionToken } from 'tsyringe';

/** Where the product reads the time, so that tests can say what time it is. */
export interface Clock {
  /** Milliseconds since the Unix epoch, UTC. */
  now(): number;
}

export const CLOCK: InjectionToken<Clock> = Symbol('Clock');

export const systemClock: Clock = { now: () => Date.now() };
