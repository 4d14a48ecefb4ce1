const LARGE =
  'elephant giraffe whale spouting-whale sauropod t-rex mammoth ship passenger-ship castle japanese-castle house house-with-garden church mosque hospital school factory office-building volcano mountain snow-capped-mountain mount-fuji dragon deciduous-tree evergreen-tree palm-tree airplane locomotive bus ferry stadium classical-building tokyo-tower statue-of-liberty ferris-wheel roller-coaster hippopotamus rhinoceros tent hut derelict-house fountain full-moon';
const SMALL =
  'mouse rat hamster ant honeybee lady-beetle beetle bug butterfly snail worm spider mosquito fly caterpillar cricket hatching-chick baby-chick chipmunk frog lizard ring gem-stone key coin feather egg cherries strawberry blueberries candy cookie blossom cherry-blossom four-leaf-clover bone puzzle-piece game-die shrimp tropical-fish fish bird candle mushroom hedgehog';

const SIZES: ReadonlyMap<string, number> = new Map([
  ...LARGE.split(' ').map((icon) => [icon, 1.4] as const),
  ...SMALL.split(' ').map((icon) => [icon, 0.72] as const),
]);

const SIZE_OF_CATEGORY: Readonly<Record<string, number>> = {
  'Food & Drink': 0.82,
  Objects: 0.85,
  Activities: 0.85,
};

/** How large a thing is beside others. Nature's differences are much larger, but all has to be seen. */
export function naturalSize(icon: string, category: string): number {
  return SIZES.get(icon) ?? SIZE_OF_CATEGORY[category] ?? 1;
}

/** What does not stand on the ground. */
export const FLYING: ReadonlySet<string> = new Set(
  'butterfly honeybee mosquito fly bird eagle dove parrot bat owl airplane small-airplane helicopter rocket flying-saucer balloon kite parachute ghost person-fairy woman-fairy person-superhero satellite baby-angel comet shooting-star red-heart cloud dragon-face'.split(
    ' ',
  ),
);
