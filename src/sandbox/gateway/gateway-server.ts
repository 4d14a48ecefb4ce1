import { randomBytes } from 'node:crypto';
import type { Server } from 'node:http';
import { GatewayCloseCodes, GatewayOpcodes } from 'discord-api-types/v10';
import { WebSocketServer } from 'ws';
import type { WebSocket } from 'ws';
import type { z } from 'zod';
import type { Faults } from '../faults.js';
import type { Application } from '../world/entities.js';
import type { World } from '../world/world.js';
import type { WorldEvent } from '../world/world-events.js';
import { dispatchEvent } from './event-dispatch.js';
import type {
  ConnectionHandler,
  GatewayConnection,
  identifySchema,
  resumeSchema,
} from './gateway-connection.js';
import { GatewaySession } from './gateway-session.js';
import { areIntentsAllowed, areIntentsValid } from './intents.js';
import { sendMembers } from './member-requests.js';
import { openConnection } from './open-connection.js';
import { sendSessionStart } from './session-start.js';
import { SessionList } from './session-list.js';
import type { SessionStarts } from './session-starts.js';

/** The gateway: accepts bots, stores their sessions, and sends them events of the world. */
export class GatewayServer implements ConnectionHandler {
  readonly #sockets = new WebSocketServer({ noServer: true, perMessageDeflate: false });
  readonly #sessions = new SessionList();
  readonly #stopListening: () => void;

  constructor(
    private readonly world: World,
    private readonly faults: Pick<Faults, 'editEventLagMs' | 'replaysAcknowledged'>,
    private readonly starts: SessionStarts,
  ) {
    this.#stopListening = world.events.listen((event) => this.#tell(event));
  }

  /** Accepts WebSockets of an HTTP server. */
  attach(server: Server): void {
    server.on('upgrade', (request, stream, head) => {
      this.#sockets.handleUpgrade(request, stream, head, (socket) => {
        const query = new URL(request.url ?? '/', this.world.origin).searchParams;
        openConnection(socket, query, this);
      });
    });
  }

  /** The shards, by their numbers, for which the application has a connected session. */
  shardsOnline(applicationId: string): ReadonlySet<number> {
    return this.#sessions.shardsOnline(applicationId);
  }

  /** Whether the application has a session that is connected or can still be resumed. */
  isReachable(applicationId: string): boolean {
    this.#sessions.forgetDead(this.world.clock.now());
    return this.#sessions.of(applicationId).length > 0;
  }

  /**
   * Asks every connected bot to reconnect and resume (opcode 7), as Discord does from time to time.
   */
  requestReconnect(): void {
    this.#sendAll(GatewayOpcodes.Reconnect);
  }

  /** Asks every connected bot for a heartbeat (opcode 1), and waits for all of them. */
  async heartbeats(): Promise<void> {
    const beats = this.#sessions.connected().map(async (session) => session.nextBeat());
    this.#sendAll(GatewayOpcodes.Heartbeat);
    await Promise.all(beats);
  }

  /** Loses all events that happen during some work, without a word: only their numbers are used up. */
  async losing<T>(work: () => Promise<T>): Promise<T> {
    const sessions = [...this.#sessions.values()];
    for (const session of sessions) {
      session.isLosing = true;
    }
    const result = await work();
    for (const session of sessions) {
      session.isLosing = false;
    }
    return result;
  }

  /** Sends an event to every session as it is, however odd it may be. */
  sendRaw(name: string, data: unknown): void {
    for (const session of this.#sessions.values()) {
      session.dispatch(name, data);
    }
  }

  /** Takes the message content intent from an application, and ends the sessions that have it. */
  withdrawMessageContent(application: Application): void {
    application.messageContent = false;
    const refused = this.#sessions
      .of(application.id)
      .filter(({ identity }) => !areIntentsAllowed(identity.intents, false));
    this.#sessions.end(refused, GatewayCloseCodes.DisallowedIntents, 'Disallowed intent(s).');
  }

  /** Closes every connection with a code. */
  close(code: number): void {
    for (const { socket } of this.#sessions.connected()) {
      socket?.close(code);
    }
  }

  /** Terminates every connection without a close frame. */
  drop(): void {
    for (const { socket } of this.#sessions.connected()) {
      socket?.terminate();
    }
  }

  /** Deletes all sessions, so that a bot that tries to resume must identify again. */
  invalidateSessions(): void {
    this.drop();
    this.#sessions.clear();
  }

  /** Closes all connections and accepts no more. */
  async stop(): Promise<void> {
    this.#stopListening();
    for (const client of this.#sockets.clients) {
      client.terminate();
    }
    await new Promise((resolve) => {
      this.#sockets.close(resolve);
    });
  }

  identify(connection: GatewayConnection, data: z.output<typeof identifySchema>): void {
    const { token, intents, shard = [0, 1] } = data;
    const application = this.#applicationOf(token);
    if (application === undefined) {
      connection.close(GatewayCloseCodes.AuthenticationFailed, 'Authentication failed.');
    } else if (!this.starts.take()) {
      this.#resetToken(application);
      connection.close(GatewayCloseCodes.AuthenticationFailed, 'Authentication failed.');
    } else if (shard[0] >= shard[1]) {
      connection.close(GatewayCloseCodes.InvalidShard, 'Invalid shard.');
    } else if (shard[1] < this.starts.requiredShards) {
      connection.close(GatewayCloseCodes.ShardingRequired, 'Sharding required.');
    } else if (!areIntentsValid(intents)) {
      connection.close(GatewayCloseCodes.InvalidIntents, 'Invalid intent(s).');
    } else if (!this.starts.isInPace(shard[0])) {
      connection.send(GatewayOpcodes.InvalidSession, false);
    } else if (areIntentsAllowed(intents, application.messageContent)) {
      const id = randomBytes(16).toString('hex');
      const session = new GatewaySession({ id, application, intents, shard });
      this.#sessions.set(id, session);
      this.#bind(connection, session);
      sendSessionStart(this.world, session);
      this.#tellPresence(application);
    } else {
      connection.close(GatewayCloseCodes.DisallowedIntents, 'Disallowed intent(s).');
    }
  }

  resume(connection: GatewayConnection, data: z.output<typeof resumeSchema>): void {
    this.#sessions.forgetDead(this.world.clock.now());
    const application = this.#applicationOf(data.token);
    if (application === undefined) {
      connection.close(GatewayCloseCodes.AuthenticationFailed, 'Authentication failed.');
      return;
    }
    const session = this.#sessions.get(data.session_id);
    const missed = session?.missedAfter(data.seq, this.faults.replaysAcknowledged);
    if (session?.identity.application !== application || missed === undefined) {
      connection.send(GatewayOpcodes.InvalidSession, false);
      return;
    }
    session.socket?.terminate();
    this.#bind(connection, session);
    for (const text of missed) {
      connection.socket.send(text);
    }
    session.dispatch('RESUMED', {});
    this.#tellPresence(application);
  }

  requestMembers({ socket }: GatewayConnection, data: unknown): void {
    for (const session of this.#sessions.values()) {
      if (session.socket === socket) sendMembers(this.world, session, data);
    }
  }

  #bind(connection: GatewayConnection, session: GatewaySession): void {
    connection.isIdentified = true;
    session.attach(connection.socket);
    connection.onHeartbeat = (sequence) => session.beat(sequence);
    connection.socket.on('close', (code) => this.#unbind(connection.socket, session, code));
  }

  #unbind(socket: WebSocket, session: GatewaySession, code: number): void {
    if (session.socket !== socket) {
      return;
    }
    session.detach(this.world.clock.now());
    // A bot that closes with 1000 or 1001 also ends its session.
    if (code === 1000 || code === 1001) {
      this.#sessions.delete(session.identity.id);
    }
    this.#tellPresence(session.identity.application);
  }

  #tellPresence({ id: applicationId }: Application): void {
    const online = this.shardsOnline(applicationId).size > 0;
    this.world.events.emit({ kind: 'presence', applicationId, online });
  }

  #tell(event: WorldEvent): void {
    const { editEventLagMs: lagMs } = this.faults;
    if (event.kind === 'messageUpdate' && lagMs > 0) {
      // An edit replaces what a message has, so a copy stays as the message was.
      const late = { ...event, message: { ...event.message } };
      this.world.clock.after(lagMs, () => this.#dispatch(late));
    } else {
      this.#dispatch(event);
    }
  }

  #dispatch(event: WorldEvent): void {
    for (const session of this.#sessions.values()) {
      dispatchEvent(this.world, session, event);
    }
  }

  /** What Discord does when a bot has used up its starts: all its sessions end, its token too. */
  #resetToken(application: Application): void {
    application.token = randomBytes(16).toString('hex');
    const all = this.#sessions.of(application.id);
    this.#sessions.end(all, GatewayCloseCodes.AuthenticationFailed, 'Authentication failed.');
  }

  #sendAll(op: GatewayOpcodes): void {
    const text = JSON.stringify({ op, d: null, s: null, t: null });
    for (const { socket } of this.#sessions.connected()) {
      socket?.send(text);
    }
  }

  #applicationOf(token: string): Application | undefined {
    const bare = token.replace(/^Bot /, '');
    return [...this.world.applications.values()].find((known) => known.token === bare);
  }
}
