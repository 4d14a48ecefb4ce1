import { randomUUID } from 'node:crypto';

import type { Answer } from '../sandbox/client/answer.js';
import type { OpenModal } from '../sandbox/client/open-modal.js';

/** How many modals of a person are stored. */
const MAX_MODALS = 50;

/**
 * The modals that were shown to people. A modal exists only in the client, so it can be submitted
 * after a restart of the bot, and again after a failure.
 */
export class OpenModals {
  readonly #byUser = new Map<string, Map<string, OpenModal<Answer>>>();

  /** Stores a modal and returns its handle; the oldest of too many is removed. */
  add(userId: string, modal: OpenModal<Answer>): string {
    const modals = this.#byUser.get(userId) ?? new Map<string, OpenModal<Answer>>();
    this.#byUser.set(userId, modals);
    const handle = randomUUID();
    modals.set(handle, modal);
    const [oldest] = modals.keys();
    if (modals.size > MAX_MODALS && oldest !== undefined) modals.delete(oldest);
    return handle;
  }

  /** The modal of a handle, if it was shown to that person and is stored. */
  find(userId: string, handle: string): OpenModal<Answer> | undefined {
    return this.#byUser.get(userId)?.get(handle);
  }
}
