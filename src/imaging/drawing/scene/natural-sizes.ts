const LARGE =
  'elephant giraffe whale spouting-whale sauropod t-rex mammoth ship passenger-ship castle japanese-castle house house-with-garden church mosque hospital school factory office-building volcano mountain snow-capped-mountain mount-fuji dragon deciduous-tree evergreen-tree palm-tree airplane locomotive bus ferry stadium classical-building tokyo-tower statue-of-liberty ferris-wheel roller-coaster hippopotamus rhinoceros tent hut derelict-house fountain full-moon';
const SMALL =
  'mouse rat hamster ant honeybee lady-beetle beetle bug butterfly snail worm spider mosquito fly cricket hatching-chick baby-chick chipmunk frog lizard ring gem-stone key coin feather egg cherries strawberry blueberries candy cookie blossom cherry-blossom four-leaf-clover bone puzzle-piece game-die shrimp tropical-fish fish bird candle mushroom hedgehog';

/** Of what is much larger or smaller than other things of its category. */
export const SIZES: ReadonlyMap<string, number> = new Map([
  ...LARGE.split(' ').map((icon) => [icon, 1.4] as const),
  ...SMALL.split(' ').map((icon) => [icon, 0.72] as const),
]);

const SIZE_OF_CATEGORY: Readonly<Record<string, number>> = {
  'Food & Drink': 0.82,
  Objects: 0.85,
  Activities: 0.85,
};

/**
 * How large a thing is beside others. Nature's differences are much larger, but all has to be seen.
 */
export function naturalSize(icon: string, category: string): number {
  return SIZES.get(icon) ?? SIZE_OF_CATEGORY[category] ?? 1;
}
