import type { WorldEvent } from '../world/world-events.js';
import type { ClientServices } from './client-services.js';

/** How long a wait may take in real time, unless told otherwise. */
export const DEFAULT_WAIT_MS = 60_000;

/** The condition of a wait. */
export interface Wait<T> {
  /** Completes the sentence "Waited in vain for …". */
  readonly what: string;
  /**
   * Checks an event. Any result but `undefined` ends the wait; an exception ends it with that
   * error.
   */
  readonly check: (event: WorldEvent) => T | undefined;
  readonly timeoutMs?: number | undefined;
}

/**
 * Waits for an event in the world. Rejects after the real-time limit, and lists the bot's latest
 * requests.
 */
export async function waitFor<T>(
  { world, requests }: Pick<ClientServices, 'world' | 'requests'>,
  { what, check, timeoutMs = DEFAULT_WAIT_MS }: Wait<T>,
): Promise<T> {
  return new Promise<T>((resolve, reject) => {
    const end = (): void => {
      clearTimeout(timer);
      stop();
    };
    const timer = setTimeout(() => {
      end();
      reject(new Error(`Waited ${timeoutMs} ms in vain for ${what}. ${requests.summary()}`));
    }, timeoutMs);
    const stop = world.events.listen((event) => {
      try {
        const found = check(event);
        if (found !== undefined) {
          end();
          resolve(found);
        }
      } catch (error) {
        end();
        reject(error instanceof Error ? error : new Error(String(error)));
      }
    });
  });
}
