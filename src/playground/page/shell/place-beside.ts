/** The distance of a popup from its anchor and the window's edges, in pixels. */
const GAP = 6;

/** Places a popup of the top layer below its anchor, or above it if there is more space. */
export function placeBeside(popup: HTMLElement, anchor: HTMLElement): void {
  const { top, bottom, left, width } = anchor.getBoundingClientRect();
  const below = innerHeight - bottom;
  const isBelow = below > Math.min(popup.scrollHeight, 360) || below > top;
  const room = Math.floor((isBelow ? below : top) - 2 * GAP);
  popup.style.minWidth = `${Math.min(width, innerWidth - 2 * GAP)}px`;
  popup.style.maxHeight = `${Math.min(room, 420)}px`;
  popup.style.left = `${Math.max(GAP, Math.min(left, innerWidth - popup.offsetWidth - GAP))}px`;
  popup.style.top = isBelow ? `${bottom + GAP}px` : 'auto';
  popup.style.bottom = isBelow ? 'auto' : `${innerHeight - top + GAP}px`;
}

/** Places a popup at a point of the window, in pixels, and keeps it inside the window. */
export function placeAt(popup: HTMLElement, x: number, y: number): void {
  const { offsetWidth, offsetHeight } = popup;
  popup.style.left = `${Math.max(GAP, Math.min(x, innerWidth - offsetWidth - GAP))}px`;
  popup.style.top = `${Math.max(GAP, Math.min(y, innerHeight - offsetHeight - GAP))}px`;
}
