import { MessageFlags } from 'discord-api-types/v10';
import type { FastifyInstance } from 'fastify';
import type { ClientServices } from './client/client-services.js';
import { Person } from './client/person.js';
import { SeenMessage } from './client/seen-message.js';
import { waitFor } from './client/waiting.js';
import { SandboxClock } from './clock.js';
import { Faults } from './faults.js';
import { GatewayServer } from './gateway/gateway-server.js';
import { SessionStarts } from './gateway/session-starts.js';
import { Interactions } from './interactions/interactions.js';
import { MessageWriter } from './messages/message-writer.js';
import type { NewMessage } from './messages/message-writer.js';
import { RequestLog } from './request-log.js';
import { InvalidRequests } from './rest/invalid-requests.js';
import { buildRestServer } from './rest/rest-server.js';
import { WriteLimits } from './rest/write-limits.js';
import { defaultWorld } from './world/default-world.js';
import type { User } from './world/entities.js';
import { denyInChannel } from './world/permissions.js';
import { loadWorld, saveWorld } from './world/world-file.js';
import type { World } from './world/world.js';

/** Options of a sandbox. */
export interface SandboxOptions {
  /** The port on 127.0.0.1; 0, the default, is a free one. */
  readonly port?: number;
  /** A file with the stored world. It is read if it exists, and written. */
  readonly worldFile?: string;
  /** The initial world, in place of the default one. */
  readonly world?: World;
  /** The token of the default world's bot. */
  readonly token?: string;
  /** Whether the default world's bot has the message content intent. */
  readonly messageContent?: boolean;
  /**
   * Whether the three seconds for an answer pass only when the clock is advanced. For tests and
   * scripts, which nobody waits for, so that a slow machine makes no interaction fail.
   */
  readonly patient?: boolean;
  /** Adds routes beside Discord's before the server listens. */
  readonly extend?: (app: FastifyInstance, sandbox: Sandbox) => void;
}

/** The delay between a change of the world and writing its file. */
const SAVE_DELAY_MS = 500;

/** A strict stand-in for Discord on 127.0.0.1: gateway, REST, CDN, and the people who use them. */
export class Sandbox {
  readonly faults: Faults;
  readonly writeLimits: WriteLimits;
  readonly requests = new RequestLog();
  readonly starts: SessionStarts;
  readonly invalid: InvalidRequests;
  readonly gateway: GatewayServer;
  readonly writer: MessageWriter;
  readonly interactions: Interactions;
  readonly #server: FastifyInstance;
  readonly #people = new Map<string, Person>();
  #saveTimer: NodeJS.Timeout | undefined;
  #saving: Promise<void> = Promise.resolve();

  private constructor(
    readonly world: World,
    private readonly worldFile: string | undefined,
    isPatient: boolean,
  ) {
    this.faults = new Faults(world.clock);
    this.starts = new SessionStarts(world.clock);
    this.invalid = new InvalidRequests(world.clock);
    this.writeLimits = new WriteLimits(world);
    this.gateway = new GatewayServer(world, this.faults, this.starts);
    this.writer = new MessageWriter(world);
    this.interactions = new Interactions(world, (id) => this.gateway.isReachable(id), isPatient);
    this.#server = buildRestServer(this);
  }

  /** Starts a sandbox and waits until it listens. */
  static async start(options: SandboxOptions = {}): Promise<Sandbox> {
    const { port = 0, worldFile, token, messageContent, patient = false } = options;
    const kept = worldFile === undefined ? undefined : await loadWorld(worldFile);
    const world =
      kept ??
      options.world ??
      defaultWorld(new SandboxClock(), {
        ...(token === undefined ? {} : { token }),
        ...(messageContent === undefined ? {} : { messageContent }),
      });
    const sandbox = new Sandbox(world, worldFile, patient);
    options.extend?.(sandbox.#server, sandbox);
    await sandbox.#listen(port);
    return sandbox;
  }

  get clock(): SandboxClock {
    return this.world.clock;
  }
  /** The address of the server: `http://127.0.0.1:PORT`. */
  get origin(): string {
    return this.world.origin;
  }
  /** The bot's `DISCORD_API_URL`. */
  get apiUrl(): string {
    return `${this.origin}/api`;
  }
  /** The bot's token. */
  get token(): string {
    return this.world.application.token;
  }
  /** The bot's user. */
  get bot(): User {
    return this.world.user(this.world.application.id);
  }
  /** Whether the bot is connected to the gateway. */
  get botOnline(): boolean {
    return this.gateway.shardsOnline(this.bot.id).size > 0;
  }

  /**
   * A person of the world. Throws for an unknown name.
   *
   * @param home the channel where they write unless told, when they are asked for
   * first; the world's
   *   first channel by default
   */
  user(name: string, home?: string): Person {
    const user = this.world.user(name);
    const person =
      this.#people.get(user.id) ??
      new Person(this.#client(), user, home === undefined ? undefined : this.world.channel(home));
    this.#people.set(user.id, person);
    return person;
  }

  /** Waits until the bot is connected and has received READY and its guilds. */
  async botReady(timeoutMs?: number): Promise<void> {
    await this.#presence(true, timeoutMs);
  }

  /** Waits until the bot is not connected. */
  async botOffline(timeoutMs?: number): Promise<void> {
    await this.#presence(false, timeoutMs);
  }

  /** Posts a message as the bot without its process, for example a card of the Python bot. */
  postAsBot(channel: string, draft: Omit<NewMessage, 'channel' | 'authorId'>): SeenMessage {
    const message = this.writer.create({
      ...draft,
      channel: this.world.channel(channel),
      authorId: this.bot.id,
    });
    return new SeenMessage(this.#client(), message);
  }

  /** Takes permissions from the bot in a channel; `0n` restores all. */
  denyBot(channel: string, permissions: bigint): void {
    denyInChannel(this.world, this.world.channel(channel), this.bot.id, permissions);
  }

  /** Times the bot out in a guild for so long; 0 ends that. */
  timeOutBot(guild: string, durationMs: number): void {
    this.world.timeOut(this.world.guild(guild), this.bot.id, durationMs);
  }

  /** Hides or shows the embeds of a message, as a moderator does. */
  suppressEmbeds({ message }: SeenMessage, isHidden: boolean): void {
    const { flags } = message;
    const { SuppressEmbeds } = MessageFlags;
    const change = isHidden ? flags | SuppressEmbeds : flags & ~SuppressEmbeds;
    this.writer.edit(message, { flags: change });
  }

  /** Removes the bot from a guild. */
  removeBot(guild: string): void {
    this.world.leave(this.world.guild(guild), this.bot.id);
  }

  /** Invites the bot into a guild that it was removed from. */
  inviteBot(guild: string): void {
    this.world.join(this.world.guild(guild), this.bot.id);
  }

  /** Writes the world to its file now. */
  async save(): Promise<void> {
    const { worldFile } = this;
    if (worldFile !== undefined) {
      this.#saving = this.#saving.then(async () => saveWorld(this.world, worldFile));
      await this.#saving;
    }
  }

  /** Stops listening, closes all connections, and saves the world if it has a file. */
  async stop(): Promise<void> {
    await this.gateway.stop();
    await this.#server.close();
    clearTimeout(this.#saveTimer);
    this.clock.stop();
    await this.save();
  }

  #client(): ClientServices {
    const { world, writer, interactions, requests } = this;
    return { world, writer, interactions, requests };
  }

  async #listen(port: number): Promise<void> {
    await this.#server.listen({ host: '127.0.0.1', port });
    const address = this.#server.server.address();
    const chosen = typeof address === 'object' ? address?.port : undefined;
    this.world.origin = `http://127.0.0.1:${chosen ?? port}`;
    this.gateway.attach(this.#server.server);
    if (this.worldFile !== undefined) {
      this.world.events.listen(() => this.#saveSoon());
    }
  }

  #saveSoon(): void {
    this.#saveTimer ??= setTimeout(() => {
      this.#saveTimer = undefined;
      this.save().catch((error: unknown) => {
        process.stderr.write(`The sandbox's world could not be saved: ${String(error)}\n`);
      });
    }, SAVE_DELAY_MS);
  }

  async #presence(online: boolean, timeoutMs: number | undefined): Promise<void> {
    if (this.botOnline !== online) {
      await waitFor(this, {
        what: online ? 'the bot to connect' : 'the bot to go offline',
        timeoutMs,
        check: (event) =>
          event.kind === 'presence' &&
          event.applicationId === this.bot.id &&
          event.online === online
            ? true
            : undefined,
      });
    }
  }
}
