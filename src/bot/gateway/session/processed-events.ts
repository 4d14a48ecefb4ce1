import { EventEmitter, once } from 'node:events';

import { injectable } from 'tsyringe';

/** So many events are remembered; a repetition comes within minutes. */
const MAX_EVENTS = 20_000;

/**
 * Which messages and interactions this process has begun to handle, and which it is done with, by
 * Discord's id. An event can arrive more than once: live, replayed from the session before, and read
 * back from its channel.
 */
@injectable()
export class ProcessedEvents {
  /** Tells that an event was handled, under its id. */
  private readonly ends = new EventEmitter().setMaxListeners(0);
  /** By id, oldest first: whether it is done. */
  private readonly events = new Map<string, boolean>();

  /** Takes an event on. False: it was taken on before, and must not be handled again. */
  begin(id: string): boolean {
    if (this.events.has(id)) return false;
    this.events.set(id, false);
    if (this.events.size > MAX_EVENTS) this.forgetOldest();
    return true;
  }

  /** An event is done with, however that ended. */
  end(id: string): void {
    this.events.set(id, true);
    this.ends.emit(id);
  }

  isBegun(id: string): boolean {
    return this.events.has(id);
  }

  isEnded(id: string): boolean {
    return this.events.get(id) === true;
  }

  /** Resolves when an event that was begun is done with. Rejects with an `AbortError` when `signal` fires. */
  async ended(id: string, signal: AbortSignal): Promise<void> {
    if (!this.isEnded(id)) await once(this.ends, id, { signal });
  }

  private forgetOldest(): void {
    for (const id of this.events.keys()) {
      this.events.delete(id);
      return;
    }
  }
}
