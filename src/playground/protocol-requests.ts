/** What the page asks for, and what it gets for it; `protocol.ts` tells where it is sent. */
import type { APIModalInteractionResponseCallbackData } from 'discord-api-types/v10';

import type { FaultName, ModelState, ShownMessage } from './protocol.js';

/** What a person does. */
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
   * `handle` is of the answer that opened the modal; it works any number of times until the
   * playground ends (or the person opened 50 more), whether or not the bot was restarted meanwhile.
   */
  | {
      readonly kind: 'submitModal';
      readonly handle: string;
      /** What is typed, by the inputs' custom ids; inputs left out keep what they began with. */
      readonly values: Readonly<Record<string, string>>;
    }
  /** `name` has the subcommand behind a space. */
  | {
      readonly kind: 'command';
      readonly channelId: string;
      readonly name: string;
      readonly options: CommandOptions;
    }
  /** What is typed into one option so far; answered with `choices`. */
  | {
      readonly kind: 'complete';
      readonly channelId: string;
      readonly name: string;
      readonly options: CommandOptions;
      readonly focused: string;
    }
  | { readonly kind: 'messageCommand'; readonly messageId: string; readonly name: string }
  | { readonly kind: 'react' | 'unreact'; readonly messageId: string; readonly emoji: string }
  /** Deletes a message of the person's own. */
  | { readonly kind: 'deleteMessage'; readonly messageId: string }
  /** Hides an ephemeral message; a `messageDelete` follows. */
  | { readonly kind: 'dismiss'; readonly messageId: string }
  /** Tells the others that the person types. */
  | { readonly kind: 'type'; readonly channelId: string };

/** What is filled into a command's options, by their names. */
export type CommandOptions = Readonly<Record<string, string | number | boolean>>;

/** What the person's client would show for an action. */
export type ActionAnswer =
  /** Nothing of its own: what there is to see comes as changes. */
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
   * seconds when the bot is down and could still come back.
   */
  | { readonly kind: 'interactionFailed'; readonly reason: string };

/** What is done from the bot panel. */
export type Control =
  /** Starts the bot when it does not run. */
  | { readonly kind: 'start' }
  /** Stops it (SIGTERM); it stays stopped. */
  | { readonly kind: 'stop' }
  /** Stops it (SIGTERM) and starts it again. */
  | { readonly kind: 'restart' }
  /** Kills it (SIGKILL); it starts again by itself after two seconds, as a supervisor would see to. */
  | { readonly kind: 'kill' }
  /** `apiKey` only with `gemini`, and not when one is known; it is kept in memory until the end. */
  | { readonly kind: 'chooseModel'; readonly model: ModelState['model']; readonly apiKey?: string }
  | { readonly kind: 'setFault'; readonly fault: FaultName; readonly on: boolean }
  /** Moves the sandbox's clock 15 minutes ahead: interaction tokens die. */
  | { readonly kind: 'advanceClock' }
  /** Cuts the bot's gateway connection. */
  | { readonly kind: 'dropGateway' };

/** Earlier messages of a channel, oldest first; fewer than 50 when there are no more before them. */
export interface EarlierMessages {
  readonly messages: readonly ShownMessage[];
}

/** The body of a refusal. */
export interface ErrorAnswer {
  readonly error: {
    /** For programs, such as `unauthorized` or `file_too_large`. */
    readonly code: string;
    /** For people: a sentence. */
    readonly message: string;
  };
}
