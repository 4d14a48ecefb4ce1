/** Below this width the sides are drawers over the messages; the styles use the same width. */
const NARROW = '(max-width: 899px)';

/** Where people type with a keyboard on the screen, whose Enter does not send in every one. */
const TOUCHED = '(pointer: coarse)';

/** Whether the person touches the screen instead of having a keyboard and a pointer. */
export function isTouched(): boolean {
  return matchMedia(TOUCHED).matches;
}

/** Whether the window is too narrow to show the sides next to the messages. */
export function isNarrow(): boolean {
  return matchMedia(NARROW).matches;
}
