import type { FirstAnswer } from '../interactions/open-interaction.js';
import type { OpenModal } from './open-modal.js';
import type { SeenMessage } from './seen-message.js';

/** What a person gets for what they did: the bot's first answer. */
export interface Answer {
  readonly kind: FirstAnswer['kind'];
  /** The message that was posted or updated; for `deferredUpdate` the one clicked on. */
  readonly message: SeenMessage | undefined;
  /** The message when only this person sees it. */
  readonly ephemeral: SeenMessage | undefined;
  readonly modal: OpenModal<Answer> | undefined;
  readonly choices: readonly { readonly name: string; readonly value: string | number }[];
}
