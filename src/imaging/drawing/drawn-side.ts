/** The long side of a drawing for which nobody asked for a size. Effects are made for it. */
export const LONG_SIDE = 1024;
/** The longest side that is drawn. */
export const MAX_LONG_SIDE = 4096;

/** The longer side of a drawing, in pixels. */
export function drawnSide({ longSide = LONG_SIDE }: { readonly longSide?: number }): number {
  return Math.min(longSide, MAX_LONG_SIDE);
}
