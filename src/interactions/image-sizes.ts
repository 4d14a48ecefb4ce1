/**
 * The longer side, in pixels, of a picture in a size that image models know: `512`, `1K`, `2K`,
 * `4K`.
 */
export function longSideOf(imageSize: string): number {
  const [, thousands] = /^(\d+)K$/.exec(imageSize) ?? [];
  return thousands === undefined ? Number(imageSize) : Number(thousands) * 1024;
}
