import { phrasesOf } from './phrases.js';

/** Where a picture plays. */
export type Place =
  | 'beach'
  | 'city'
  | 'desert'
  | 'forest'
  | 'garden'
  | 'lake'
  | 'meadow'
  | 'moon'
  | 'mountains'
  | 'road'
  | 'room'
  | 'sea'
  | 'sky'
  | 'snow'
  | 'space'
  | 'table'
  | 'underwater';

/** The time of day, which decides the colors of sky and light. */
export type Light = 'day' | 'dawn' | 'golden' | 'sunset' | 'dusk' | 'night' | 'storm' | 'mist';

export type Weather =
  | 'rain'
  | 'snow'
  | 'mist'
  | 'clouds'
  | 'stars'
  | 'aurora'
  | 'petals'
  | 'leaves';

export type Season = 'spring' | 'summer' | 'autumn' | 'winter';

/** What a word says about the scene. */
export interface Hint {
  readonly place?: Place;
  readonly light?: Light;
  readonly weather?: Weather;
  readonly season?: Season;
}

const PLACES: Readonly<Record<Place, string>> = {
  beach: 'beach, seaside, shore, coast, tropical island, sandy beach, lagoon',
  city: 'city, cities, town, downtown, street, skyline, metropolis, megacity, new york, tokyo, paris, london, rooftop, rooftops, alley, urban, cityscape',
  desert: 'desert, dunes, dune, sahara, sand dunes, canyon, mars, on mars, savanna, savannah',
  forest:
    'forest, woods, woodland, jungle, rainforest, grove, enchanted forest, pine forest, bamboo forest',
  garden:
    'garden, park, flower field, field of flowers, flower garden, orchard, backyard, field of sunflowers, vineyard',
  lake: 'lake, river, pond, stream, riverside, lakeside, waterfall, swamp',
  meadow:
    'meadow, field, grassland, farm, pasture, hill, hills, hilltop, countryside, landscape, valley, wheat field, lawn, prairie, village',
  moon: 'on the moon, on a moon, moon surface, surface of the moon, moon landing, lunar, lunar surface',
  mountains:
    'mountain, mountains, alps, peak, peaks, mountaintop, cliff, mountain range, himalaya, himalayas, fjord',
  road: 'road, highway, on the street, route, racetrack, race track, roadside',
  room: 'room, living room, bedroom, kitchen, library, cafe, café, coffee shop, office, studio, indoors, house interior, classroom, restaurant, attic, laboratory, lab, museum hall, bookstore, workshop',
  sea: 'sea, ocean, harbor, harbour, at sea, open sea, bay, pier',
  sky: 'sky, in the sky, clouds, above the clouds, in the clouds, heaven, mid air, midair',
  snow: 'in the snow, snowy, arctic, antarctica, north pole, south pole, tundra, glacier, ski slope, snowfield, frozen, snow covered, icy, snowscape',
  space:
    'space, outer space, galaxy, cosmos, universe, milky way, nebula, orbit, in orbit, cosmic, interstellar',
  table:
    'table, on a table, on the table, desk, still life, picnic, plate, on a plate, breakfast, lunch, dinner',
  underwater:
    'underwater, under water, under the sea, reef, coral reef, seabed, deep sea, ocean floor, bottom of the sea, aquarium',
};

const LIGHTS: Readonly<Record<Light, string>> = {
  day: 'sunny, noon, midday, daylight, bright day, daytime, blue sky, morning',
  dawn: 'dawn, sunrise, early morning, daybreak, pastel, pink sky',
  golden: 'golden hour, golden light, afternoon, late afternoon, evening sun, warm light, sunlit',
  sunset: 'sunset, sundown, evening, red sky, setting sun, at sunset',
  dusk: 'dusk, twilight, blue hour, gloaming, nightfall',
  night:
    'night, midnight, at night, nighttime, moonlight, moonlit, dark, darkness, nocturnal, night sky, moonlit night, spooky, haunted, halloween',
  storm: 'storm, stormy, thunderstorm, thunder, lightning storm, tempest, gloomy, hurricane',
  mist: 'foggy, misty, hazy, overcast, cloudy, gray sky, grey sky',
};

const WEATHERS: Readonly<Record<Weather, string>> = {
  rain: 'rain, rainy, raining, in the rain, drizzle, downpour, rainstorm, puddle, puddles, wet',
  snow: 'snowing, snowfall, snowstorm, blizzard, falling snow',
  mist: 'fog, mist, haze, smoke, steam',
  clouds: 'cloud cover, windy',
  stars:
    'starry, starry night, starry sky, starlight, stars, under the stars, shooting stars, constellation, constellations',
  aurora: 'aurora, northern lights, aurora borealis, polar lights',
  petals: 'cherry blossoms, cherry blossom, sakura, petals, falling petals, blossoms',
  leaves: 'falling leaves, autumn leaves, fall leaves',
};

const SEASONS: Readonly<Record<Season, string>> = {
  spring: 'spring, springtime, april, easter',
  summer: 'summer, summertime, july, august',
  autumn: 'autumn, fall, autumnal, october, november',
  winter: 'winter, wintry, snow, christmas, december, january, snowy',
};

/** What follows from a hint as long as nothing else is said. */
export const IMPLIED_BY_WEATHER: Readonly<Record<Weather, Hint>> = {
  rain: { light: 'mist' },
  snow: { season: 'winter' },
  mist: { light: 'mist' },
  clouds: {},
  stars: { light: 'night' },
  aurora: { light: 'night' },
  petals: { season: 'spring' },
  leaves: { season: 'autumn' },
};

export const HINTS: ReadonlyMap<string, Hint> = hints();

function hints(): Map<string, Hint> {
  const found = new Map<string, Hint>();
  const add = <Key extends string>(
    list: Readonly<Record<Key, string>>,
    hintOf: (key: Key) => Hint,
  ): void => {
    for (const [phrase, key] of phrasesOf(list))
      found.set(phrase, { ...found.get(phrase), ...hintOf(key) });
  };
  add(PLACES, (place) => ({ place }));
  add(LIGHTS, (light) => ({ light }));
  add(WEATHERS, (weather) => ({ weather }));
  add(SEASONS, (season) => ({ season }));
  return found;
}
