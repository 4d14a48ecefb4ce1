/** The text in an event's field. */
export function typedIn({ target }: Event): string {
  const isField =
    target instanceof HTMLInputElement ||
    target instanceof HTMLTextAreaElement ||
    target instanceof HTMLSelectElement;
  return isField ? target.value : '';
}

/** The element of an event's listener. */
export function elementOf({ currentTarget }: Event): HTMLElement | null {
  return currentTarget instanceof HTMLElement ? currentTarget : null;
}

/** Whether an event came from inside an element with this selector. */
export function isFromWithin({ target }: Event, selector: string): boolean {
  return target instanceof Element && target.closest(selector) !== null;
}

/** Whether the focus leaves an element and its children. */
export function isFocusLeaving({ relatedTarget }: FocusEvent, element: HTMLElement): boolean {
  return !(relatedTarget instanceof Node && element.contains(relatedTarget));
}

/** The element that has the focus. */
export function focusedElement(): HTMLElement | null {
  const { activeElement } = document;
  return activeElement instanceof HTMLElement ? activeElement : null;
}

/**
 * Moves the focus between elements with the arrow keys, in a circle. Returns the newly focused one;
 * null for other keys.
 */
export function moveFocus(
  event: KeyboardEvent,
  elements: readonly HTMLElement[],
): HTMLElement | null {
  const at = elements.findIndex((element) => element === event.target);
  const targets: Readonly<Record<string, number>> = {
    ArrowDown: at + 1,
    ArrowRight: at + 1,
    ArrowUp: at - 1,
    ArrowLeft: at - 1,
    Home: 0,
    End: -1,
  };
  const target = targets[event.key];
  const next = target === undefined ? undefined : elements.at(target % elements.length);
  if (next === undefined) return null;
  event.preventDefault();
  next.focus();
  return next;
}
