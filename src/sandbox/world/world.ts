import { randomBytes } from 'node:crypto';
import { ChannelType } from 'discord-api-types/v10';
import type { APIOverwrite, APIRole } from 'discord-api-types/v10';
import type { SandboxClock } from '../clock.js';
import type {
  Application,
  Attachment,
  Channel,
  CommandScope,
  Guild,
  Message,
  User,
} from './entities.js';
import { SnowflakeSource } from './snowflakes.js';
import { WorldEvents } from './world-events.js';

/** The contents of a world; `world-file.ts` stores exactly this. */
export interface WorldContents {
  readonly applications: Map<string, Application>;
  readonly users: Map<string, User>;
  readonly guilds: Map<string, Guild>;
  readonly channels: Map<string, Channel>;
  readonly messages: Map<string, Message>;
  readonly commandScopes: CommandScope[];
  readonly linkSecret: Uint8Array;
  readonly lastSnowflake: bigint;
}

/** An empty world. */
export function emptyWorldContents(): WorldContents {
  return {
    applications: new Map(),
    users: new Map(),
    guilds: new Map(),
    channels: new Map(),
    messages: new Map(),
    commandScopes: [],
    linkSecret: randomBytes(32),
    lastSnowflake: 0n,
  };
}

/** The whole state of the sandbox: people, messages and files. */
export class World {
  readonly events = new WorldEvents();
  readonly applications: Map<string, Application>;
  readonly users: Map<string, User>;
  readonly guilds: Map<string, Guild>;
  readonly channels: Map<string, Channel>;
  readonly messages: Map<string, Message>;
  readonly commandScopes: CommandScope[];
  readonly linkSecret: Uint8Array;
  /** The files of all existing messages, by id. */
  readonly attachments = new Map<string, Attachment>();
  /** The pictures of stickers, by id. */
  readonly stickers = new Map<string, Uint8Array>();
  /** The address of the CDN; set when the server listens. */
  origin = 'http://127.0.0.1';
  readonly #snowflakes: SnowflakeSource;

  constructor(
    readonly clock: SandboxClock,
    contents: WorldContents = emptyWorldContents(),
  ) {
    this.applications = contents.applications;
    this.users = contents.users;
    this.guilds = contents.guilds;
    this.channels = contents.channels;
    this.messages = contents.messages;
    this.commandScopes = contents.commandScopes;
    this.linkSecret = contents.linkSecret;
    this.#snowflakes = new SnowflakeSource(contents.lastSnowflake);
    for (const message of this.messages.values()) {
      for (const attachment of message.attachments) {
        this.attachments.set(attachment.id, attachment);
      }
    }
  }

  /** Everything that is needed to restore this world. */
  contents(): WorldContents {
    const { applications, users, guilds, channels, messages, commandScopes, linkSecret } = this;
    const lastSnowflake = this.#snowflakes.last;
    return {
      applications,
      users,
      guilds,
      channels,
      messages,
      commandScopes,
      linkSecret,
      lastSnowflake,
    };
  }

  /** A new id. */
  nextId(): string {
    return this.#snowflakes.next(this.clock.now());
  }

  /** The user with that name or id. Throws when there is none. */
  user(nameOrId: string): User {
    return this.#find('user', this.users, nameOrId, (user) => user.username);
  }

  /** The guild with that name or id. Throws when there is none. */
  guild(nameOrId: string): Guild {
    return this.#find('guild', this.guilds, nameOrId, (guild) => guild.name);
  }

  /** The channel or thread with that name or id. Throws when there is none. */
  channel(nameOrId: string): Channel {
    return this.#find('channel', this.channels, nameOrId, (channel) => channel.name);
  }

  /** The message with that id. Throws when it does not exist. */
  message(id: string): Message {
    return this.#find('message', this.messages, id, (message) => message.id);
  }

  /** The first application: the bot under test. */
  get application(): Application {
    const [application] = this.applications.values();
    if (application === undefined) {
      throw new Error('This world has no application.');
    }
    return application;
  }

  /** The guild of a channel; undefined for direct messages. */
  guildOf(channel: Channel): Guild | undefined {
    return channel.guildId === undefined ? undefined : this.guilds.get(channel.guildId);
  }

  /** The direct message channel of two users; opens it if there is none. */
  directChannel(firstUserId: string, secondUserId: string): Channel {
    for (const channel of this.channels.values()) {
      const recipients = channel.recipientIds;
      if (recipients?.includes(firstUserId) === true && recipients.includes(secondUserId)) {
        return channel;
      }
    }
    const recipients = [firstUserId, secondUserId].map((id) => this.user(id));
    const channel: Channel = {
      id: this.nextId(),
      type: ChannelType.DM,
      name: `dm-${recipients.map((user) => user.username).join('-')}`,
      recipientIds: recipients.map((user) => user.id),
      overwrites: [],
      messageIds: [],
      lastMessageId: null,
    };
    this.channels.set(channel.id, channel);
    return channel;
  }

  /** Sets a channel's permission overwrites and notifies the bots. */
  setOverwrites(channel: Channel, overwrites: APIOverwrite[]): void {
    channel.overwrites = overwrites;
    this.events.emit({ kind: 'channelUpdate', channel });
  }

  /** Adds a role to a guild; the bots are told. */
  addRole(guild: Guild, role: APIRole): void {
    guild.roles.push(role);
    this.events.emit({ kind: 'roleCreate', guild, role });
  }

  /** Takes a user out of a guild; a bot is told. */
  leave(guild: Guild, userId: string): void {
    guild.members.delete(userId);
    this.events.emit({ kind: 'guildLeave', guild, userId });
  }

  /** Makes a user a member of a guild; a bot is told. */
  join(guild: Guild, userId: string): void {
    const joinedAt = this.clock.timestamp();
    guild.members.set(userId, { userId, roleIds: [], joinedAt, nick: null });
    this.events.emit({ kind: 'guildJoin', guild, userId });
  }

  /** Times a member out for so long, or no longer with 0; a bot is told of itself. */
  timeOut(guild: Guild, userId: string, durationMs: number): void {
    const member = guild.members.get(userId);
    if (member === undefined) return;
    const untilMs = this.clock.now() + durationMs;
    member.timedOutUntil = durationMs === 0 ? null : new Date(untilMs).toISOString();
    this.events.emit({ kind: 'memberUpdate', guild, userId });
  }

  /** The commands of an application in one scope; empty if none are registered. */
  commandScope(applicationId: string, guildId: string | null): CommandScope {
    const found = this.commandScopes.find(
      (scope) => scope.applicationId === applicationId && scope.guildId === guildId,
    );
    if (found !== undefined) {
      return found;
    }
    const scope: CommandScope = { applicationId, guildId, commands: new Map() };
    this.commandScopes.push(scope);
    return scope;
  }

  #find<T>(
    what: string,
    entries: ReadonlyMap<string, T>,
    nameOrId: string,
    nameOf: (entry: T) => string,
  ): T {
    const byId = entries.get(nameOrId);
    if (byId !== undefined) {
      return byId;
    }
    for (const entry of entries.values()) {
      if (nameOf(entry) === nameOrId) {
        return entry;
      }
    }
    throw new Error(`This world has no ${what} "${nameOrId}".`);
  }
}
