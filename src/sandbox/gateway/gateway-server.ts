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
import { GatewayConnection } from './gateway-connection.js';
import type { ConnectionHandler, identifySchema, resumeSchema } from './gateway-connection.js';
import { GatewaySession } from './gateway-session.js';
import { areIntentsAllowed, areIntentsValid } from './intents.js';
import { sendMembers } from './member-requests.js';
import { sendSessionStart } from './session-start.js';
import { compressOutgoing } from './zlib-stream.js';

/** How long a session without a connection can be resumed. */
export const RESUME_WINDOW_MS = 2 * 60 * 1000;

/** The gateway: accepts bots, stores their sessions, and sends them events of the world. */
export class GatewayServer implements ConnectionHandler {
  readonly #sockets = new WebSocketServer({ noServer: true, perMessageDeflate: false });
  readonly #sessions = new Map<string, GatewaySession>();
  readonly #stopListening: () => void;

  constructor(
    private readonly world: World,
    private readonly faults: Pick<Faults, 'editEventLagMs'>,
  ) {
    this.#stopListening = world.events.listen((event) => this.#tell(event));
  }

  /** Accepts WebSockets of an HTTP server. */
  attach(server: Server): void {
    server.on('upgrade', (request, stream, head) => {
      this.#sockets.handleUpgrade(request, stream, head, (socket) => {
        const query = new URL(request.url ?? '/', this.world.origin).searchParams;
        this.#accept(socket, query);
      });
    });
  }

  /** Whether the application has a connected session. */
  isOnline(applicationId: string): boolean {
    return this.#sessionsOf(applicationId).some(({ socket }) => socket !== undefined);
  }

  /** Whether the application has a session that is connected or can still be resumed. */
  isReachable(applicationId: string): boolean {
    this.#forgetDead();
    return this.#sessionsOf(applicationId).length > 0;
  }

  /**
   * Asks every connected bot to reconnect and resume (opcode 7), as Discord does from time to time.
   */
  requestReconnect(): void {
    const text = JSON.stringify({ op: GatewayOpcodes.Reconnect, d: null, s: null, t: null });
    for (const socket of this.#connected()) {
      socket.send(text);
    }
  }

  /** Sends an event to every session as it is, however odd it may be. */
  sendRaw(name: string, data: unknown): void {
    for (const session of this.#sessions.values()) {
      session.dispatch(name, data);
    }
  }

  /** Closes every connection with a code. */
  close(code: number): void {
    for (const socket of this.#connected()) {
      socket.close(code);
    }
  }

  /** Terminates every connection without a close frame. */
  drop(): void {
    for (const socket of this.#connected()) {
      socket.terminate();
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
    } else if (shard[0] >= shard[1]) {
      connection.close(GatewayCloseCodes.InvalidShard, 'Invalid shard.');
    } else if (!areIntentsValid(intents)) {
      connection.close(GatewayCloseCodes.InvalidIntents, 'Invalid intent(s).');
    } else if (areIntentsAllowed(intents, application.messageContent)) {
      const id = randomBytes(16).toString('hex');
      const session = new GatewaySession({ id, application, intents, shard });
      this.#sessions.set(id, session);
      this.#bind(connection, session);
      sendSessionStart(this.world, session);
      const { id: applicationId } = application;
      this.world.events.emit({ kind: 'presence', applicationId, online: true });
    } else {
      connection.close(GatewayCloseCodes.DisallowedIntents, 'Disallowed intent(s).');
    }
  }

  resume(connection: GatewayConnection, data: z.output<typeof resumeSchema>): void {
    this.#forgetDead();
    const application = this.#applicationOf(data.token);
    if (application === undefined) {
      connection.close(GatewayCloseCodes.AuthenticationFailed, 'Authentication failed.');
      return;
    }
    const session = this.#sessions.get(data.session_id);
    const missed = session?.missedAfter(data.seq);
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
    const { id: applicationId } = application;
    this.world.events.emit({ kind: 'presence', applicationId, online: true });
  }

  requestMembers({ socket }: GatewayConnection, data: unknown): void {
    for (const session of this.#sessions.values()) {
      if (session.socket === socket) sendMembers(this.world, session, data);
    }
  }

  #accept(socket: WebSocket, query: URLSearchParams): void {
    socket.on('error', () => socket.terminate());
    const compress = query.get('compress');
    if (compress === 'zlib-stream') compressOutgoing(socket);
    const connection = new GatewayConnection(socket, this);
    if (!['9', '10'].includes(query.get('v') ?? '10')) {
      connection.close(GatewayCloseCodes.InvalidAPIVersion, 'Invalid API version.');
    } else if (
      (query.get('encoding') ?? 'json') === 'json' &&
      (compress === null || compress === 'zlib-stream')
    ) {
      connection.start();
    } else {
      connection.close(
        GatewayCloseCodes.DecodeError,
        'Only json is spoken here, plain or as a zlib stream.',
      );
    }
  }

  #bind(connection: GatewayConnection, session: GatewaySession): void {
    connection.isIdentified = true;
    session.attach(connection.socket);
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
    const { id: applicationId } = session.identity.application;
    const online = this.isOnline(applicationId);
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

  #applicationOf(token: string): Application | undefined {
    const bare = token.replace(/^Bot /, '');
    return [...this.world.applications.values()].find((known) => known.token === bare);
  }

  #sessionsOf(applicationId: string): GatewaySession[] {
    return [...this.#sessions.values()].filter(
      ({ identity }) => identity.application.id === applicationId,
    );
  }

  #connected(): WebSocket[] {
    return [...this.#sessions.values()]
      .map(({ socket }) => socket)
      .filter((socket) => socket !== undefined);
  }

  #forgetDead(): void {
    const nowMs = this.world.clock.now();
    for (const [id, { socket, lostAtMs }] of this.#sessions) {
      if (socket === undefined && nowMs - lostAtMs > RESUME_WINDOW_MS) {
        this.#sessions.delete(id);
      }
    }
  }
}
