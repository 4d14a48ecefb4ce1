import { phrasesOf } from './phrases.js';

/** How a thing stands to the one that was named before it. */
export type Relation =
  | 'beside'
  | 'on'
  | 'over'
  | 'under'
  | 'in'
  /** The other way round: it is inside of the one before. */
  | 'holds'
  | 'behind'
  | 'before'
  | 'wearing'
  | 'holding';

const RELATION_WORDS: Readonly<Record<Relation, string>> = {
  beside:
    'and, with, next to, beside, near, meets, chasing, playing with, talking to, versus, vs, fighting, at, by',
  on: 'on, upon, on top of, atop, riding, riding on, sitting on, standing on, onto, driving, sleeping on, lying on, climbing',
  over: 'over, above, flying over, jumping over, hovering over, floating above, floating over',
  under: 'under, below, beneath, underneath',
  in: 'in, inside, into, inside of, sitting in, sleeping in, out of, flying, piloting, sailing',
  holds: 'of, full of, filled with',
  behind: 'behind, hiding behind',
  before: 'in front of, before',
  wearing: 'wearing, wears, dressed in, with a hat like',
  holding:
    'holding, holds, eating, eats, drinking, drinks, carrying, carries, reading, reads, playing, plays, juggling, painting, throwing, catching, baking, cooking, watching',
};

/** The relation that a phrase says. */
export const RELATIONS: ReadonlyMap<string, Relation> = new Map(phrasesOf(RELATION_WORDS));

/** How many of the next thing there are. */
export const COUNTS: ReadonlyMap<string, number> = new Map(
  Object.entries({
    a: 1,
    an: 1,
    another: 1,
    one: 1,
    single: 1,
    two: 2,
    both: 2,
    three: 3,
    four: 4,
    five: 5,
    six: 6,
    seven: 7,
    eight: 8,
    nine: 9,
    ten: 9,
    several: 4,
    few: 3,
    some: 3,
    many: 7,
    dozen: 9,
  }),
);

/** The same where "of" follows: "a herd of cows". */
export const GROUPS: ReadonlyMap<string, number> = new Map(
  Object.entries({
    pair: 2,
    couple: 2,
    trio: 3,
    group: 4,
    family: 4,
    pack: 5,
    herd: 5,
    bunch: 5,
    flock: 6,
    school: 6,
    pile: 6,
    row: 5,
    swarm: 7,
    lots: 7,
    hundreds: 9,
    lot: 7,
    crowd: 8,
  }),
);

/** How large the next thing is, beside how large it is by nature. */
export const SIZES: ReadonlyMap<string, number> = new Map(
  Object.entries({
    giant: 1.5,
    huge: 1.5,
    enormous: 1.5,
    gigantic: 1.5,
    massive: 1.45,
    big: 1.25,
    large: 1.25,
    tall: 1.2,
    little: 0.75,
    small: 0.7,
    tiny: 0.55,
    mini: 0.6,
    miniature: 0.6,
  }),
);

/** The color of the next thing, as hue (0–360), saturation and lightness (0–1). */
export const COLORS: ReadonlyMap<string, readonly [number, number, number]> = new Map(
  Object.entries({
    red: [2, 0.78, 0.5],
    crimson: [348, 0.8, 0.42],
    orange: [28, 0.95, 0.54],
    yellow: [48, 0.95, 0.56],
    golden: [44, 0.85, 0.52],
    gold: [44, 0.85, 0.52],
    green: [135, 0.55, 0.42],
    emerald: [150, 0.65, 0.4],
    turquoise: [175, 0.65, 0.45],
    teal: [180, 0.6, 0.36],
    cyan: [188, 0.8, 0.52],
    blue: [212, 0.8, 0.52],
    navy: [222, 0.6, 0.3],
    purple: [272, 0.6, 0.5],
    violet: [268, 0.65, 0.55],
    magenta: [315, 0.75, 0.52],
    pink: [338, 0.8, 0.72],
    brown: [24, 0.5, 0.34],
    black: [230, 0.08, 0.16],
    white: [40, 0.1, 0.93],
    gray: [220, 0.06, 0.55],
    grey: [220, 0.06, 0.55],
    silver: [215, 0.1, 0.72],
  } satisfies Record<string, readonly [number, number, number]>),
);

export const NEGATIONS: ReadonlySet<string> = new Set([
  'no',
  'zero',
  'without',
  'not',
  'never',
  'remove',
  'minus',
  'except',
  "don't",
  'dont',
]);

/** What makes a measure of a number before it: "8-bit cats", "a 3 year old dog". */
export const UNITS: ReadonlySet<string> = new Set(
  'bit bits mm cm m k km px pixel pixels year years yr month months hour hours minute minutes mp megapixel percent degree degrees inch inches foot feet meter meters th st nd rd fps dpi'.split(
    ' ',
  ),
);

/**
 * Words that say nothing about what is seen. A text of nothing else has nothing to be
 * shown but itself.
 */
export const FILLERS: ReadonlySet<string> = new Set(
  `the this that these those it its is are be being as to for from my your his her their our me i you
  he she they we there here please make draw create add put show give paint generate turn change want
  picture image photo photograph drawing illustration portrait scene art artwork poster sketch
  style very really so more most just also then while who which where when has have having had do
  does like or nor but up down out day weather`.split(/\s+/),
);
