import type { FirstAnswer } from '../interactions/open-interaction.js';
import type { OpenModal } from './open-modal.js';
import type { SeenMessage } from './seen-message.js';

/** The bot's first answer to an action of a person. */
export interface Answer {
  readonly kind: FirstAnswer['kind'];
  /** The message that was posted or updated; for `deferredUpdate` the clicked message. */
  readonly message: SeenMessage | undefined;
  /** The message, if only this person sees it. */
  readonly ephemeral: SeenMessage | undefined;
  readonly modal: OpenModal<Answer> | undefined;
  readonly choices: readonly { readonly name: string; readonly value: string | number }[];
}
