import type { FaultName } from '../../protocol.js';

/** A fault with its words. */
export interface Fault {
  readonly name: FaultName;
  readonly title: string;
  /** What it does, in a sentence. */
  readonly what: string;
}

/** The faults in the order of the panel. */
export const FAULTS: readonly Fault[] = [
  { name: 'slowStorage', title: 'Slow storage', what: 'The database is locked most of the time.' },
  { name: 'slowModel', title: 'Slow model', what: 'A picture takes 15 seconds longer.' },
  {
    name: 'promptBlocked',
    title: 'Model blocks the prompt',
    what: 'It refuses what was asked for.',
  },
  {
    name: 'outputBlocked',
    title: 'Model withholds its picture',
    what: 'It makes the picture and does not give it out.',
  },
  {
    name: 'modelOverloaded',
    title: 'Model overloaded',
    what: 'It answers 429: “Please retry in 5s”.',
  },
  {
    name: 'discordErrors',
    title: 'Discord has errors',
    what: 'It answers every second request with 500.',
  },
  {
    name: 'discordRateLimits',
    title: 'Discord limits the bot',
    what: 'It takes one new message and one edit in 2 seconds.',
  },
  {
    name: 'slowLine',
    title: 'Slow line',
    what: 'A picture of 1 MB takes 15 seconds to Discord.',
  },
];

/** The switch of the bot's budget, which looks like those of faults. */
export const SMALL_BUDGET = {
  title: 'Small budget',
  perDay: '$0.08 a day',
  what: 'The bot restarts with $0.08 a day: about two pictures at an assumed price; it refuses what comes after.',
} as const;
