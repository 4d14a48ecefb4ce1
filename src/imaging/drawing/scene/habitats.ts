import type { Reading, Subject } from '../words/reading.js';
import type { Hint, Place } from '../words/settings-of-words.js';
import { IMPLIED_BY_WEATHER } from '../words/settings-of-words.js';

/** Where things are at home that a prompt names without a place. */
const HOMES: readonly (readonly [Hint, string])[] = [
  [
    { place: 'underwater' },
    'fish tropical-fish blowfish shark octopus squid jellyfish whale spouting-whale dolphin coral woman-merpeople man-merpeople person-merpeople crab lobster shrimp diving-mask',
  ],
  [
    { place: 'sea' },
    'sailboat ship motor-boat speedboat ferry passenger-ship canoe anchor person-rowing-boat person-surfing',
  ],
  [
    { place: 'beach' },
    'spiral-shell beach-with-umbrella umbrella-on-ground palm-tree desert-island coconut bikini shorts water-wave',
  ],
  [
    { place: 'lake' },
    'duck swan frog turtle flamingo beaver otter lotus fishing-pole crocodile goose',
  ],
  [
    { place: 'space' },
    'rocket satellite astronaut man-astronaut woman-astronaut alien alien-monster flying-saucer ringed-planet comet milky-way globe-showing-europe-africa globe-showing-americas',
  ],
  [
    { place: 'snow' },
    'penguin polar-bear snowman snowman-without-snow seal sled skis skier snowboarder snowflake ice-skate ice santa-claus mammoth',
  ],
  [{ place: 'desert' }, 'camel two-hump-camel cactus scorpion kangaroo'],
  [{ place: 'forest', light: 'night' }, 'bat owl wolf'],
  [
    { place: 'forest' },
    'fox bear deer hedgehog chipmunk raccoon boar mushroom tiger leopard monkey gorilla orangutan parrot skunk badger sloth panda koala moose beetle leaf-fluttering-in-wind fallen-leaf maple-leaf dragon-face unicorn person-fairy woman-fairy person-elf',
  ],
  [
    { place: 'meadow', light: 'golden' },
    'lion elephant giraffe zebra rhinoceros hippopotamus water-buffalo',
  ],
  [
    { place: 'garden' },
    'butterfly honeybee lady-beetle snail worm bug cricket blossom cherry-blossom tulip rose sunflower hibiscus bouquet hyacinth white-flower potted-plant rabbit hatching-chick baby-chick',
  ],
  [
    { place: 'sky' },
    'airplane small-airplane helicopter balloon kite eagle dove parachute baby-angel cloud rainbow bird',
  ],
  [
    { place: 'sky', light: 'night' },
    'full-moon crescent-moon new-moon full-moon-face star glowing-star shooting-star',
  ],
  [{ place: 'sky', light: 'day' }, 'sun sun-with-face'],
  [
    { place: 'mountains' },
    'mountain snow-capped-mountain volcano mount-fuji goat ram llama dragon mountain-cableway person-climbing',
  ],
  [
    { place: 'city', light: 'night' },
    'person-superhero ninja person-vampire person-zombie detective black-cat ghost',
  ],
  [
    { place: 'city' },
    'taxi bus tram office-building hospital school department-store hotel bank police-officer police-car fire-engine ambulance vertical-traffic-light horizontal-traffic-light skateboard kick-scooter construction statue-of-liberty tokyo-tower',
  ],
  [
    { place: 'road' },
    'automobile sport-utility-vehicle racing-car motorcycle motor-scooter bicycle delivery-truck articulated-lorry pickup-truck tractor minibus trolleybus locomotive high-speed-train train railway-car person-biking',
  ],
  [
    { place: 'room' },
    'bed couch-and-lamp chair bathtub toilet door window mirror television desktop-computer laptop light-bulb guitar violin saxophone trumpet drum accordion banjo musical-keyboard microphone broom teddy-bear wrapped-gift christmas-tree package mantelpiece-clock umbrella robot dress t-shirt coat nesting-dolls',
  ],
  [
    { place: 'meadow', light: 'night' },
    'jack-o-lantern headstone derelict-house tent camping fireworks telescope',
  ],
];

/** What the things of a prompt say about its scene. */
export const HOME_OF: ReadonlyMap<string, Hint> = new Map(
  HOMES.toReversed().flatMap(([hint, icons]) =>
    icons.split(' ').map((icon) => [icon, hint] as const),
  ),
);

const HOME_OF_CATEGORY: Readonly<Record<string, Place>> = {
  'Food & Drink': 'table',
  Objects: 'table',
};

/** What the prompt says about the scene, and where it says nothing, what suits the things in it. */
export function settingOf({ subjects, hint }: Reading): Required<Pick<Hint, 'place'>> & Hint {
  const said = withImplied(hint);
  const place =
    said.place ?? (said.season === 'winter' && hint.season !== undefined ? 'snow' : undefined);
  const homes = subjects.map(homeOf).filter((home) => home !== undefined);
  // What stands or lies on another thing is at home where that is: the last one decides less.
  const home = homes.find(({ place: at }) => at !== 'table' && at !== 'sky') ?? homes[0];
  const light = said.light ?? (place === undefined ? home?.light : undefined);
  return { ...said, ...(light && { light }), place: place ?? home?.place ?? 'meadow' };
}

/** What is said about a scene, and what follows from its weather and season. */
export function withImplied(hint: Hint): Hint {
  const said: Hint = { ...(hint.weather && IMPLIED_BY_WEATHER[hint.weather]), ...hint };
  return said.season === 'autumn' ? { light: 'golden', ...said } : said;
}

function homeOf({ icon, category }: Subject): Hint | undefined {
  const own = HOME_OF.get(icon);
  if (own !== undefined) return own;
  const place = HOME_OF_CATEGORY[category];
  return place === undefined ? undefined : { place };
}
