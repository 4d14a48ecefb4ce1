/** Narrower than this, the sides are drawn over the messages; the styles say the same. */
const NARROW = '(max-width: 899px)';

/** Whether the window is too narrow for the sides to stand beside the messages. */
export function isNarrow(): boolean {
  return matchMedia(NARROW).matches;
}
