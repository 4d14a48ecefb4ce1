/** The ratios that every image model knows, width first. */
export const COMMON_ASPECT_RATIOS = [
  '1:1',
  '2:3',
  '3:2',
  '3:4',
  '4:3',
  '4:5',
  '5:4',
  '9:16',
  '16:9',
  '21:9',
] as const;

/** All ratios that any image model knows. */
export const ASPECT_RATIOS = [...COMMON_ASPECT_RATIOS, '1:4', '4:1', '1:8', '8:1'] as const;

/** The aspect ratio in the list that is nearest to width ÷ height. */
export function nearestAspectRatio(aspectRatios: readonly string[], aspect: number): string {
  const distance = (ratio: string) => Math.abs(Math.log(aspectOf(ratio) / aspect));
  return aspectRatios.reduce((best, ratio) => (distance(ratio) < distance(best) ? ratio : best));
}

/** `16:9` as a number: width ÷ height. */
export function aspectOf(ratio: string): number {
  const [width = 1, height = 1] = ratio.split(':').map(Number);
  return width / height;
}
