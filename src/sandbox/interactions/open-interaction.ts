import type { APIMessageInteractionMetadata, InteractionType } from 'discord-api-types/v10';
import type { ModalBody } from '../validation/modal-schema.js';
import type { ClockTimer } from '../clock.js';
import type { Owners } from '../world/command-access.js';
import type { Channel, Message, User } from '../world/entities.js';
import type { UsedCommand } from './used-command.js';

/** A bot's first answer to an interaction. */
export type FirstAnswer =
  | { readonly kind: 'message' | 'deferredMessage'; readonly message: Message }
  | { readonly kind: 'update' | 'deferredUpdate'; readonly message: Message }
  | {
      readonly kind: 'modal';
      readonly modal: ModalBody;
      /** About the interaction that opened it. */
      readonly opener: APIMessageInteractionMetadata;
    }
  | {
      readonly kind: 'autocomplete';
      readonly choices: readonly { readonly name: string; readonly value: string | number }[];
    };

/** An interaction, with or without an answer, while its token is valid. */
export interface OpenInteraction {
  readonly id: string;
  readonly token: string;
  readonly applicationId: string;
  readonly type: Exclude<InteractionType, InteractionType.Ping>;
  readonly userId: string;
  readonly channelId: string;
  /** The message whose component was used, or whose component opened the modal. */
  readonly sourceMessageId?: string;
  /** The command that was used, for the metadata of its answers. */
  readonly command: UsedCommand | undefined;
  /** About the interaction that opened the modal which was submitted. */
  readonly opener?: APIMessageInteractionMetadata;
  /** Through whose installations of the application it came. */
  readonly owners: Owners;
  /** The limit for one file of its answers. */
  readonly uploadLimitBytes: number;
  /** How many followups were posted. */
  followups: number;
  readonly createdAtMs: number;
  readonly deadline: ClockTimer;
  /** Whether the deadline has passed without an answer. */
  isTooLate: boolean;
  /** Set once it has its first answer. */
  answer?: FirstAnswer;
  /** The id of the message `@original`. */
  originalId?: string;
  readonly settle: (answer: FirstAnswer) => void;
}

/** An action of a person that creates an interaction. */
export interface InteractionRequest {
  readonly applicationId: string;
  readonly type: OpenInteraction['type'];
  readonly user: User;
  readonly channel: Channel;
  /** The interaction's `data`. */
  readonly data: object;
  readonly source?: Message;
  readonly owners: Owners;
  /** About the interaction that opened the modal which is submitted. */
  readonly opener?: APIMessageInteractionMetadata;
}
