/** Below this width the sides are drawers over the messages; the styles use the same width. */
const NARROW = '(max-width: 899px)';

/** Whether the window is too narrow to show the sides next to the messages. */
export function isNarrow(): boolean {
  return matchMedia(NARROW).matches;
}
