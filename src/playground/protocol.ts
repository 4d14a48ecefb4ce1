/**
 * The protocol between the page and the playground. Everything is on the sandbox's one origin,
 * `http://127.0.0.1:PORT`, and ids are Discord's (snowflakes as text). Times are milliseconds since
 * the Unix epoch unless a name says otherwise.
 *
 * | request | what |
 * |---|---|
 * | `GET /`, `GET /page/…` | the page, its files, and the sample photos; without token, so that `<img>` can show them |
 * | `GET /playground/events?as=ann` | the stream: one JSON value per line (`application/x-ndjson`), first a {@link Snapshot}, then {@link Change}s |
 * | `POST /playground/actions?as=ann` | an `Action` (`protocol-requests.ts`) as JSON, or as `multipart/form-data` with `payload_json` and `files[0]`…`files[9]`; answered with an `ActionAnswer` |
 * | `GET /playground/messages?as=ann&channel=ID&before=ID` | up to 50 earlier messages, an `EarlierMessages` |
 * | `POST /playground/controls` | a `Control` as JSON; answered with 204 once it has started, its effects arrive as changes |
 *
 * The address that `npm run demo` prints is `http://127.0.0.1:PORT/#token=TOKEN`: a fragment, which
 * is in no log and no Referer. All requests but the first need `Authorization: Bearer TOKEN`.
 * `as` is a person's username. A refusal has an `ErrorAnswer` as its body: 400 malformed or over a
 * limit, 401 token missing or wrong, 403 foreign `Origin` or no permission, 404 unknown, 409 not
 * possible now, 413 too large. A foreign `Host` gets 403 as plain text, whatever it asks for.
 *
 * The stream ends when the playground ends, or when its reader is too slow. After connecting again,
 * the new stream begins with a new snapshot, which replaces all former data.
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
  /** As Discord sends it: `id`, `username` (the value of `as`), `global_name`, `bot`. */
  readonly user: APIUser;
  /** Whether a person can use the page as this one; false for the bot. */
  readonly isPlayable: boolean;
}

/** A server in which the person is a member. */
export interface Guild {
  readonly id: string;
  readonly name: string;
  readonly ownerId: string;
  readonly memberIds: readonly string[];
}

/** A channel, thread, or the person's direct messages with the bot. */
export interface Channel {
  readonly id: string;
  readonly type:
    | ChannelType.GuildText
    | ChannelType.GuildAnnouncement
    | ChannelType.PublicThread
    | ChannelType.PrivateThread
    | ChannelType.DM;
  /** Without `#`; for direct messages the bot's name. */
  readonly name: string;
  /** Null for direct messages. */
  readonly guildId: string | null;
  /** The channel that a thread belongs to. */
  readonly parentId: string | null;
  /** Whether the bot is there too, and not only the commands that somebody installed. */
  readonly isBotHere: boolean;
  /** Whether the person can see it. A channel that they cannot see comes without messages. */
  readonly canView: boolean;
  readonly canSend: boolean;
  readonly canAttach: boolean;
  readonly canReact: boolean;
  /** Whether they can delete the messages of others. */
  readonly canManage: boolean;
}

/** A message as one person sees it. */
export interface ShownMessage {
  /** As Discord sends it; `me` of reactions means the person of the stream. */
  readonly message: APIMessage;
  /** The id of the only person who sees an ephemeral message. */
  readonly onlyFor: string | null;
}

/** The status of the bot's process. */
export type BotStatus =
  /** The process is running and not ready yet. */
  | 'starting'
  /** It logged that it is ready. */
  | 'ready'
  /** It was asked to stop (SIGTERM) and finishes its active work. */
  | 'stopping'
  /** It ended after a stop. */
  | 'stopped'
  /** It was killed (SIGKILL); `startsAgainAt` says when it restarts. */
  | 'killed'
  /** It ended on its own; `exitCode` and the log say why. Only the person can start it again. */
  | 'crashed';

/** The bot's process. */
export interface BotState {
  readonly status: BotStatus;
  /** When it got this status, in real time. */
  readonly since: number;
  /** Whether the bot is connected to the gateway: its presence in the member list. */
  readonly online: boolean;
  readonly pid: number | null;
  /** Resident memory, sampled every two seconds while a page is open. */
  readonly memoryBytes: number | null;
  /** Of the last process that ended. */
  readonly exitCode: number | null;
  readonly startsAgainAt: number | null;
  /** How long it takes until a killed bot is ready again, by its last start; null before that. */
  readonly backAfterKillMs: number | null;
  /** When it last came online or went offline, in real time. */
  readonly onlineAt: number;
  /** Whether it is started with a budget of a few cents, see `BotBudget`. */
  readonly hasSmallBudget: boolean;
}

/** The model that makes the pictures. */
export interface ModelState {
  readonly model: 'offline' | 'gemini';
  /**
   * Whether a key for Gemini is known (typed, or from the environment). The key itself is never
   * sent.
   */
  readonly hasKey: boolean;
  /** Its name, for example `gemini-nano-banana-2.1`. */
  readonly name: string;
}

/** The faults that can be switched on and off. */
export type FaultName =
  /** The database is locked by another process most of the time. */
  | 'slowStorage'
  /** A picture takes 15 seconds longer. */
  | 'slowModel'
  /** The model refuses the prompt. */
  | 'promptBlocked'
  /** The model withholds the picture it made. */
  | 'outputBlocked'
  /** The model answers 429 and asks for a retry after 5 seconds. */
  | 'modelOverloaded'
  /** Every second request of the bot to Discord is answered with 500. */
  | 'discordErrors'
  /** Discord accepts one new message and one edit of the bot every 2 seconds. */
  | 'discordRateLimits'
  /** What the bot sends to Discord travels at 64 KiB a second. */
  | 'slowLine';

/** Which faults are switched on. */
export type FaultStates = Readonly<Record<FaultName, boolean>>;

/** A line of the bot's log, or other output. */
export interface LogLine {
  /** Counts from 1 across all runs of the bot. */
  readonly number: number;
  readonly at: number;
  /** `output`: not a log line, for example an error that ended the process. */
  readonly level: 'trace' | 'debug' | 'info' | 'warn' | 'error' | 'fatal' | 'output';
  readonly text: string;
  /** The interaction (UUID) that the line is about. */
  readonly interactionId: string | null;
  /** The other fields of the line, as they were logged. */
  readonly fields: Readonly<Record<string, unknown>>;
}

/** The sandbox's clock: `Date.now() + offsetMs`. */
export interface ClockState {
  readonly offsetMs: number;
}

/** A sample photo. */
export interface Sample {
  /** A file name, for example `lake.png`. */
  readonly name: string;
  /** A description for `alt`. */
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

/** The first line of a stream: the whole state. */
export interface Snapshot {
  readonly kind: 'snapshot';
  /** The id of the person of the stream. */
  readonly you: string;
  readonly botId: string;
  /** Whether the person has installed the bot for themselves, for every place. */
  readonly hasInstalled: boolean;
  readonly people: readonly Person[];
  readonly guilds: readonly Guild[];
  readonly channels: readonly Channel[];
  /** The newest 50 messages of each visible channel, by channel id, oldest first. */
  readonly messages: Readonly<Record<string, readonly ShownMessage[]>>;
  /**
   * The bot's registered commands; those of one guild have `guild_id`. `contexts` and `type`
   * restrict where they can be used.
   */
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
  /** Another person is typing; it is shown for ten seconds or until their next message. */
  | { readonly kind: 'typing'; readonly channelId: string; readonly userId: string }
  /**
   * The bot has now received what the person pressed on a message, and what had failed for them.
   */
  | { readonly kind: 'lateAnswer'; readonly messageId: string }
  | { readonly kind: 'channel'; readonly channel: Channel }
  | { readonly kind: 'commands'; readonly commands: readonly APIApplicationCommand[] }
  | { readonly kind: 'bot'; readonly bot: BotState }
  | { readonly kind: 'log'; readonly line: LogLine }
  | { readonly kind: 'faults'; readonly faults: FaultStates }
  | { readonly kind: 'model'; readonly model: ModelState }
  | { readonly kind: 'clock'; readonly clock: ClockState };

/** A line of a stream. */
export type StreamLine = Snapshot | Change;
