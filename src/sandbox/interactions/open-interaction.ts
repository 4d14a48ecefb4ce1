import type {
  APIMessageInteractionMetadata,
  ApplicationCommandType,
  InteractionType,
} from 'discord-api-types/v10';
import type { ModalBody } from '../validation/modal-schema.js';
import type { ClockTimer } from '../clock.js';
import type { Channel, Message, User } from '../world/entities.js';

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

/** A command that somebody used, from a menu on its target. */
export interface UsedCommand {
  readonly name: string;
  readonly type: ApplicationCommandType;
  /** The message or user whose menu it was. */
  readonly targetId?: string | undefined;
}

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
  readonly command?: UsedCommand;
  /** About the interaction that opened the modal which was submitted. */
  readonly opener?: APIMessageInteractionMetadata;
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
  /** About the interaction that opened the modal which is submitted. */
  readonly opener?: APIMessageInteractionMetadata;
}
