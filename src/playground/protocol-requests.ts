/** The page's requests and their answers; `protocol.ts` says where they are sent. */
import type { APIModalInteractionResponseCallbackData } from 'discord-api-types/v10';

import type { FaultName, ModelState, ShownMessage } from './protocol.js';

/** An action of a person. */
export type Action =
  /** `replyTo` is a message's id. Files are sent as `files[n]` beside `payload_json`. */
  | {
      readonly kind: 'send';
      readonly channelId: string;
      readonly content: string;
      readonly replyTo?: string;
    }
  | { readonly kind: 'click'; readonly messageId: string; readonly customId: string }
  | {
      readonly kind: 'select';
      readonly messageId: string;
      readonly customId: string;
      /** The `value`s of the chosen options. */
      readonly values: readonly string[];
    }
  /**
   * `handle` is from the answer that opened the modal. It can be used any number of times until the
   * playground ends (or the person opens 50 more), even if the bot was restarted meanwhile.
   */
  | {
      readonly kind: 'submitModal';
      readonly handle: string;
      /** Texts, and values of selects, by custom ids; other fields keep their initial values. */
      readonly values: Readonly<Record<string, string>>;
      /** By custom ids: which `files[n]` are uploaded there. */
      readonly files?: Readonly<Record<string, readonly number[]>>;
    }
  /** `name` is followed by the subcommand after a space. */
  | {
      readonly kind: 'command';
      readonly channelId: string;
      readonly name: string;
      readonly options: CommandOptions;
      /** By the names of options: which `files[n]` is uploaded there. */
      readonly files?: Readonly<Record<string, number>>;
    }
  /** The text typed into one option so far; answered with `choices`. */
  | {
      readonly kind: 'complete';
      readonly channelId: string;
      readonly name: string;
      readonly options: CommandOptions;
      readonly focused: string;
    }
  | { readonly kind: 'messageCommand'; readonly messageId: string; readonly name: string }
  | { readonly kind: 'react' | 'unreact'; readonly messageId: string; readonly emoji: string }
  /** Deletes one of the person's own messages, or any where they manage messages. */
  | { readonly kind: 'deleteMessage'; readonly messageId: string }
  /** Hides an ephemeral message; a `messageDelete` follows. */
  | { readonly kind: 'dismiss'; readonly messageId: string }
  /** Reports that the person is typing. */
  | { readonly kind: 'type'; readonly channelId: string };

/** The values of a command's options, by their names; members and channels by their ids. */
export type CommandOptions = Readonly<Record<string, string | number | boolean>>;

/** What the person's client would show for an action. */
export type ActionAnswer =
  /** No answer of its own; the effects arrive as changes. */
  | { readonly kind: 'done' }
  | { readonly kind: 'sent'; readonly messageId: string }
  | {
      readonly kind: 'modal';
      readonly handle: string;
      readonly modal: APIModalInteractionResponseCallbackData;
    }
  | {
      readonly kind: 'choices';
      readonly choices: readonly { readonly name: string; readonly value: string | number }[];
    }
  /**
   * "This interaction failed" (for commands: "The application did not respond"). It takes three
   * seconds when the bot is down but may still come back.
   */
  | { readonly kind: 'interactionFailed'; readonly reason: string };

/** An action of the bot panel. */
export type Control =
  /** Starts the bot when it is not running. */
  | { readonly kind: 'start' }
  /** Stops it (SIGTERM); it stays stopped. */
  | { readonly kind: 'stop' }
  /** Stops it (SIGTERM) and starts it again. */
  | { readonly kind: 'restart' }
  /** Kills it (SIGKILL); it restarts after two seconds, as under a supervisor. */
  | { readonly kind: 'kill' }
  /**
   * `apiKey` only with `gemini`, and only if no key is known; it is kept in memory until the end.
   */
  | { readonly kind: 'chooseModel'; readonly model: ModelState['model']; readonly apiKey?: string }
  /** Restarts the bot with a budget of a few cents, or with none. */
  | { readonly kind: 'setBudget'; readonly isSmall: boolean }
  | { readonly kind: 'setFault'; readonly fault: FaultName; readonly on: boolean }
  /** Advances the sandbox's clock by 15 minutes, so that interaction tokens expire. */
  | { readonly kind: 'advanceClock' }
  /** Cuts the bot's gateway connection. */
  | { readonly kind: 'dropGateway' };

/** Earlier messages of a channel, oldest first; fewer than 50 when there are no more. */
export interface EarlierMessages {
  readonly messages: readonly ShownMessage[];
}

/** The body of a refusal. */
export interface ErrorAnswer {
  readonly error: {
    /** For programs, for example `unauthorized` or `file_too_large`. */
    readonly code: string;
    /** For people: one sentence. */
    readonly message: string;
  };
}
