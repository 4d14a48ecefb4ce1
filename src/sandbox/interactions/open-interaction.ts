import type { InteractionType } from 'discord-api-types/v10';
import type { ModalBody } from '../validation/modal-schema.js';
import type { ClockTimer } from '../clock.js';
import type { Channel, Message, User } from '../world/entities.js';

/** The first answer a bot gave to an interaction. */
export type FirstAnswer =
  | { readonly kind: 'message' | 'deferredMessage'; readonly message: Message }
  | { readonly kind: 'update' | 'deferredUpdate'; readonly message: Message }
  | { readonly kind: 'modal'; readonly modal: ModalBody }
  | {
      readonly kind: 'autocomplete';
      readonly choices: readonly { readonly name: string; readonly value: string | number }[];
    };

/** An interaction that can still be answered, or has been, for as long as its token lives. */
export interface OpenInteraction {
  readonly id: string;
  readonly token: string;
  readonly applicationId: string;
  readonly type: Exclude<InteractionType, InteractionType.Ping>;
  readonly userId: string;
  readonly channelId: string;
  /** The message whose component was used, or from whose component the modal came. */
  readonly sourceMessageId?: string;
  /** The command's name, for what its answers tell of it. */
  readonly commandName?: string;
  readonly isContextMenu: boolean;
  readonly createdAtMs: number;
  readonly deadline: ClockTimer;
  /** Whether the deadline has passed without an answer. */
  isTooLate: boolean;
  /** Set once it has its first answer. */
  answer?: FirstAnswer;
  /** What `@original` means. */
  originalId?: string;
  readonly settle: (answer: FirstAnswer) => void;
}

/** What a person does that makes an interaction. */
export interface InteractionRequest {
  readonly applicationId: string;
  readonly type: OpenInteraction['type'];
  readonly user: User;
  readonly channel: Channel;
  /** What the interaction's `data` says. */
  readonly data: object;
  readonly source?: Message;
}
