/**
 * Says whether something has happened within the last two frames. What it caused comes in these.
 */
export class LastFrames {
  #count = 0;

  get hasAny(): boolean {
    return this.#count > 0;
  }

  /** It happens now. */
  note(): void {
    this.#count += 1;
    requestAnimationFrame(() => requestAnimationFrame(() => (this.#count -= 1)));
  }
}
