import { EventEmitter } from 'node:events';

import type { Message } from '../sandbox/world/entities.js';

/**
 * The ephemeral messages that their readers have dismissed. They are only hidden, because on
 * Discord, too, the bot can edit a dismissed message.
 */
export class DismissedMessages extends EventEmitter<{ dismiss: [Message] }> {
  readonly #ids = new Set<string>();

  /** Hides a message and notifies listeners. */
  add(message: Message): void {
    this.#ids.add(message.id);
    this.emit('dismiss', message);
  }

  has(messageId: string): boolean {
    return this.#ids.has(messageId);
  }
}
