import type { InjectionToken } from 'tsyringe';

/** The source of the current time. Tests replace it. */
export interface Clock {
  /** Milliseconds since the Unix epoch, UTC. */
  now(): number;
}

export const CLOCK: InjectionToken<Clock> = Symbol('Clock');

export const systemClock: Clock = { now: () => Date.now() };
