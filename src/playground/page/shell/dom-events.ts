/** The text in the field that an event came from. */
export function typedIn({ target }: Event): string {
  const isField =
    target instanceof HTMLInputElement ||
    target instanceof HTMLTextAreaElement ||
    target instanceof HTMLSelectElement;
  return isField ? target.value : '';
}

/** The element that an event's listener is on. */
export function elementOf({ currentTarget }: Event): HTMLElement | null {
  return currentTarget instanceof HTMLElement ? currentTarget : null;
}

/** Whether an event came from within elements of this selector. */
export function isFromWithin({ target }: Event, selector: string): boolean {
  return target instanceof Element && target.closest(selector) !== null;
}

/** Whether the focus goes out of an element and what is in it. */
export function isFocusLeaving({ relatedTarget }: FocusEvent, element: HTMLElement): boolean {
  return !(relatedTarget instanceof Node && element.contains(relatedTarget));
}

/** The element that has the focus. */
export function focusedElement(): HTMLElement | null {
  const { activeElement } = document;
  return activeElement instanceof HTMLElement ? activeElement : null;
}

/**
 * Moves the focus among elements with the arrow keys, round and round, and gives the one that has
 * it then; null for other keys.
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
