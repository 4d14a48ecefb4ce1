import { EventEmitter, once } from 'node:events';

import { injectable } from 'tsyringe';

/** The number of remembered events. A repetition arrives within minutes. */
const MAX_EVENTS = 20_000;

/**
 * The messages and interactions that this process has started or finished handling, by Discord's
 * id. An event can arrive more than once: live, replayed from the former session, and read back
 * from its channel.
 */
@injectable()
export class ProcessedEvents {
  /** Emits an event's id when it was handled. */
  private readonly completions = new EventEmitter().setMaxListeners(0);
  private readonly repeated = new Set<string>();
  /** By id, oldest first: whether handling has finished. */
  private readonly events = new Map<string, boolean>();

  /**
   * Marks an event as started. Returns false if it was started before; then it must not be handled
   * again.
   */
  markStarted(id: string): boolean {
    if (this.events.has(id)) return false;
    this.events.set(id, false);
    if (this.events.size > MAX_EVENTS) this.forgetOldest();
    return true;
  }

  /** Marks an event as handled, with or without an error. */
  markDone(id: string): void {
    this.events.set(id, true);
    this.repeated.delete(id);
    this.completions.emit(id);
  }

  /** Marks an event that a former process may have received before. */
  markRepeated(id: string): void {
    this.repeated.add(id);
  }

  isRepeated(id: string): boolean {
    return this.repeated.has(id);
  }

  isStarted(id: string): boolean {
    return this.events.has(id);
  }

  isDone(id: string): boolean {
    return this.events.get(id) === true;
  }

  /**
   * Resolves when a started event is handled. Rejects with an `AbortError` when `signal` aborts.
   */
  async waitUntilDone(id: string, signal: AbortSignal): Promise<void> {
    if (!this.isDone(id)) await once(this.completions, id, { signal });
  }

  private forgetOldest(): void {
    for (const id of this.events.keys()) {
      this.events.delete(id);
      return;
    }
  }
}
