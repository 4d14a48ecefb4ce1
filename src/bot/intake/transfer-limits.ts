import type { TakeSlot } from './reading-slots.js';

/** How much of a file may be in memory before its request holds a slot. */
export const FREE_BYTES = 128 * 1024;

/** Of the bytes that need no slot, and again of the rest. */
export const TIMEOUT_MS = 20_000;

/** A file that holds a slot must bring this much each time. */
export const CHECK_EVERY_MS = 2_000;
export const MIN_BYTES_PER_CHECK = 64 * 1024;

/**
 * Ends a transfer that takes too long. A slow one has few bytes, so it needs no slot and nobody
 * waits for it; one with many bytes takes a slot, and must be fast as long as it holds it. The wait
 * for the slot does not count.
 */
export class TransferLimits {
  private readonly tooSlow = new AbortController();
  private timer: NodeJS.Timeout;
  private holdsSlot = false;
  private arrivedBytes = 0;

  constructor(private readonly takeSlot: TakeSlot) {
    this.timer = setTimeout(() => this.endTransfer(), TIMEOUT_MS);
  }

  /** Fires when the transfer is too slow. */
  get signal(): AbortSignal {
    return this.tooSlow.signal;
  }

  /** Returns when so many bytes of the file, in all, may be kept. */
  async admit(sizeBytes: number): Promise<void> {
    this.arrivedBytes = sizeBytes;
    if (sizeBytes <= FREE_BYTES || this.holdsSlot) return;
    clearTimeout(this.timer);
    await this.takeSlot();
    this.holdsSlot = true;
    this.checkSpeed();
  }

  /** The transfer is over. */
  end(): void {
    clearTimeout(this.timer);
  }

  private checkSpeed(checksLeft = TIMEOUT_MS / CHECK_EVERY_MS): void {
    const beforeBytes = this.arrivedBytes;
    this.timer = setTimeout(() => {
      const isFast = this.arrivedBytes - beforeBytes >= MIN_BYTES_PER_CHECK;
      if (isFast && checksLeft > 1) this.checkSpeed(checksLeft - 1);
      else this.endTransfer();
    }, CHECK_EVERY_MS);
  }

  private endTransfer(): void {
    this.tooSlow.abort(new Error('the transfer was too slow'));
  }
}
