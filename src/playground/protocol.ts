/**
 * What the page and the playground say to each other. Everything lies on the sandbox's one origin,
 * `http://127.0.0.1:PORT`, and ids are Discord's (snowflakes as text). Times are milliseconds since
 * the Unix epoch unless a name says otherwise.
 *
 * | request | what |
 * |---|---|
 * | `GET /`, `GET /page/…` | the page and its files; without token |
 * | `GET /playground/samples/NAME` | a sample photo; without token, so that `<img>` can show it |
 * | `GET /playground/events?as=ann` | the stream: one JSON value a line (`application/x-ndjson`), a {@link Snapshot} first, then {@link Change}s |
 * | `POST /playground/actions?as=ann` | an `Action` (`protocol-requests.ts`) as JSON, or as `multipart/form-data` with `payload_json` and `files[0]`…`files[9]`; answered with an `ActionAnswer` |
 * | `GET /playground/messages?as=ann&channel=ID&before=ID` | up to 50 earlier messages, an `EarlierMessages` |
 * | `POST /playground/controls` | a `Control` as JSON; answered with 204 once it is begun, its effects come as changes |
 *
 * The address that `npm run demo` prints is `http://127.0.0.1:PORT/#token=TOKEN`: a fragment, which
 * is in no log and no Referer. All of the above but the first two want `Authorization: Bearer TOKEN`.
 * `as` is a person's username. What is refused has an `ErrorAnswer` for body: 400 malformed or
 * over a limit, 401 token missing or wrong, 403 foreign `Origin` or `Host` or not permitted to the
 * person, 404 unknown, 409 not possible now, 413 too large.
 *
 * The stream ends when the playground does, or when its reader is too slow. Connect again: a new
 * stream begins with a new snapshot, which replaces everything known so far.
 */
import type {
  APIApplicationCommand,
  APIMessage,
  APIReaction,
  APIUser,
  ChannelType,
} from 'discord-api-types/v10';

/** A person or the bot. */
export interface Person {
  /** As Discord tells it: `id`, `username` (what `as` takes), `global_name`, `bot`. */
  readonly user: APIUser;
  /** Whether the page can be used as them; false for the bot. */
  readonly isPlayable: boolean;
}

/** A server the person is a member of. */
export interface Guild {
  readonly id: string;
  readonly name: string;
  readonly ownerId: string;
  readonly memberIds: readonly string[];
}

/** A channel, thread, or the person's direct messages with the bot. */
export interface Channel {
  readonly id: string;
  readonly type: ChannelType.GuildText | ChannelType.PublicThread | ChannelType.DM;
  /** Without `#`; for direct messages the bot's name. */
  readonly name: string;
  /** Null for direct messages. */
  readonly guildId: string | null;
  /** The channel a thread belongs to. */
  readonly parentId: string | null;
  /** What the person may do there. A channel they cannot see comes without messages. */
  readonly canView: boolean;
  readonly canSend: boolean;
  readonly canAttach: boolean;
  readonly canReact: boolean;
}

/** A message as one person sees it. */
export interface ShownMessage {
  /** As Discord tells it; `me` of reactions means the person of the stream. */
  readonly message: APIMessage;
  /** The id of the only person who sees it, when it is ephemeral. */
  readonly onlyFor: string | null;
}

/** What the bot's process is doing. */
export type BotStatus =
  /** The process runs and is not ready yet. */
  | 'starting'
  /** It said that it is ready. */
  | 'ready'
  /** It was asked to stop (SIGTERM) and finishes what is under way. */
  | 'stopping'
  /** It ended when it was asked to. */
  | 'stopped'
  /** It was killed (SIGKILL); `startsAgainAt` tells when it comes back by itself. */
  | 'killed'
  /** It ended by itself; `exitCode` and the log tell why. Nothing starts it but the person. */
  | 'crashed';

/** The bot's process. */
export interface BotState {
  readonly status: BotStatus;
  /** Since when it has this status, in real time. */
  readonly since: number;
  /** Whether the bot is connected to the gateway: its presence in the member list. */
  readonly online: boolean;
  readonly pid: number | null;
  /** Resident memory, sampled every two seconds while a page is open. */
  readonly memoryBytes: number | null;
  /** Of the process that ended last. */
  readonly exitCode: number | null;
  readonly startsAgainAt: number | null;
}

/** Which model makes the pictures. */
export interface ModelState {
  readonly model: 'offline' | 'gemini';
  /** Whether a key for Gemini is known (typed in, or from the environment); it is never told. */
  readonly hasKey: boolean;
  /** Its name, such as `gemini-nano-banana-2.1`. */
  readonly name: string;
}

/** What can be made to go wrong until it is switched off. */
export type FaultName =
  /** The database is locked by another process most of the time. */
  | 'slowStorage'
  /** A picture takes 15 seconds longer. */
  | 'slowModel'
  /** The model refuses the prompt. */
  | 'promptBlocked'
  /** The model withholds the picture it made. */
  | 'outputBlocked'
  /** The model answers 429 and asks to be called again in 5 seconds. */
  | 'modelOverloaded'
  /** Every second request of the bot to Discord is answered with 500. */
  | 'discordErrors'
  /** Discord takes one new message and one edit of the bot every 2 seconds. */
  | 'discordRateLimits';

/** Which faults are switched on. */
export type FaultStates = Readonly<Record<FaultName, boolean>>;

/** A line of the bot's log, or what it wrote besides. */
export interface LogLine {
  /** Counts up from 1 across all runs of the bot. */
  readonly number: number;
  readonly at: number;
  /** `output`: not a log line, such as an error that ended the process. */
  readonly level: 'trace' | 'debug' | 'info' | 'warn' | 'error' | 'fatal' | 'output';
  readonly text: string;
  /** The interaction (UUID) that the line is about. */
  readonly interactionId: string | null;
  /** Everything else the line says, as it was logged. */
  readonly fields: Readonly<Record<string, unknown>>;
}

/** The sandbox's clock: `Date.now() + offsetMs`. */
export interface ClockState {
  readonly offsetMs: number;
}

/** A photo to try with. */
export interface Sample {
  /** A file name such as `lake.png`. */
  readonly name: string;
  /** What is on it, for `alt`. */
  readonly title: string;
  /** A path on the same origin. */
  readonly url: string;
  readonly width: number;
  readonly height: number;
}

/** Discord's limits for what people send. */
export interface Limits {
  readonly maxContentLength: number;
  readonly maxFiles: number;
  readonly maxFileBytes: number;
  readonly maxRequestBytes: number;
}

/** The first line of a stream: everything as it is now. */
export interface Snapshot {
  readonly kind: 'snapshot';
  /** The id of the person of the stream. */
  readonly you: string;
  readonly botId: string;
  readonly people: readonly Person[];
  readonly guilds: readonly Guild[];
  readonly channels: readonly Channel[];
  /** The newest 50 of each visible channel, by channel id, oldest first. */
  readonly messages: Readonly<Record<string, readonly ShownMessage[]>>;
  /** What the bot has registered; those of one guild have `guild_id`. Mind `contexts` and `type`. */
  readonly commands: readonly APIApplicationCommand[];
  readonly bot: BotState;
  readonly model: ModelState;
  readonly faults: FaultStates;
  /** The latest 500 lines, oldest first. */
  readonly log: readonly LogLine[];
  readonly clock: ClockState;
  readonly samples: readonly Sample[];
  readonly limits: Limits;
}

/** Every further line of a stream. */
export type Change =
  | { readonly kind: 'messageCreate' | 'messageUpdate'; readonly shown: ShownMessage }
  | { readonly kind: 'messageDelete'; readonly channelId: string; readonly messageId: string }
  | {
      readonly kind: 'reactions';
      readonly channelId: string;
      readonly messageId: string;
      readonly reactions: readonly APIReaction[];
    }
  /** Someone else types; it shows for ten seconds or until their next message. */
  | { readonly kind: 'typing'; readonly channelId: string; readonly userId: string }
  | { readonly kind: 'channel'; readonly channel: Channel }
  | { readonly kind: 'commands'; readonly commands: readonly APIApplicationCommand[] }
  | { readonly kind: 'bot'; readonly bot: BotState }
  | { readonly kind: 'log'; readonly line: LogLine }
  | { readonly kind: 'faults'; readonly faults: FaultStates }
  | { readonly kind: 'model'; readonly model: ModelState }
  | { readonly kind: 'clock'; readonly clock: ClockState };

/** A line of a stream. */
export type StreamLine = Snapshot | Change;
