import { randomUUID } from 'node:crypto';

import type { Answer } from '../sandbox/client/answer.js';
import type { OpenModal } from '../sandbox/client/open-modal.js';

/** How many modals of a person are remembered. */
const MAX_MODALS = 50;

/**
 * The modals that were shown to people. A modal lives in the client alone, so it can be submitted
 * whether or not the bot was restarted meanwhile, and again when it failed.
 */
export class OpenModals {
  readonly #byUser = new Map<string, Map<string, OpenModal<Answer>>>();

  /** Remembers a modal, and gives its handle; the oldest of many is forgotten. */
  add(userId: string, modal: OpenModal<Answer>): string {
    const modals = this.#byUser.get(userId) ?? new Map<string, OpenModal<Answer>>();
    this.#byUser.set(userId, modals);
    const handle = randomUUID();
    modals.set(handle, modal);
    const [oldest] = modals.keys();
    if (modals.size > MAX_MODALS && oldest !== undefined) modals.delete(oldest);
    return handle;
  }

  /** The modal of a handle, if it was shown to that person and is remembered. */
  find(userId: string, handle: string): OpenModal<Answer> | undefined {
    return this.#byUser.get(userId)?.get(handle);
  }
}
