const SUNS_AND_MOONS =
  'full-moon full-moon-face first-quarter-moon first-quarter-moon-face last-quarter-moon last-quarter-moon-face crescent-moon new-moon new-moon-face waning-crescent-moon waning-gibbous-moon waxing-crescent-moon waxing-gibbous-moon sun sun-with-face';

/** What is in the sky wherever it is named beside other things. */
export const SKY_THINGS: ReadonlySet<string> = iconsOf(
  `${SUNS_AND_MOONS} star glowing-star shooting-star cloud rainbow comet ringed-planet cloud-with-lightning`,
);

/** What is, or shows, a sun or a moon, so that the sky needs none. */
export const DISCS: ReadonlySet<string> = iconsOf(
  `${SUNS_AND_MOONS} sun-behind-cloud sun-behind-large-cloud sun-behind-rain-cloud sun-behind-small-cloud sunrise sunrise-over-mountains sunset moon-viewing-ceremony`,
);

/** What gives light of its own. */
export const SHINING: ReadonlySet<string> = iconsOf(
  `${SUNS_AND_MOONS} star glowing-star shooting-star star-and-crescent comet cloud-with-lightning cloud-with-lightning-and-rain high-voltage fire heart-on-fire fireworks sparkler sparkles candle light-bulb diya-lamp red-paper-lantern jack-o-lantern`,
);

/** What does not stand on the ground. */
export const FLYING: ReadonlySet<string> = iconsOf(
  'butterfly honeybee mosquito fly bird eagle dove parrot bat owl airplane small-airplane helicopter rocket flying-saucer balloon kite parachute ghost person-fairy woman-fairy person-superhero satellite baby-angel comet shooting-star red-heart cloud dragon-face',
);

/** Things that one is under without their hanging in the air. */
export const SHELTERS: ReadonlySet<string> = iconsOf(
  'deciduous-tree evergreen-tree palm-tree christmas-tree tanabata-tree umbrella umbrella-with-rain-drops umbrella-on-ground bridge-at-night mushroom tent',
);

/** What can be worn; anything else that somebody wears is held. */
export const CLOTHES_ON_HEADS: ReadonlySet<string> = iconsOf(
  'top-hat crown womans-hat billed-cap graduation-cap rescue-workers-helmet military-helmet glasses sunglasses goggles headphone ribbon',
);

function iconsOf(names: string): ReadonlySet<string> {
  return new Set(names.split(' '));
}
