import type { GatewaySession } from './gateway-session.js';

/** How long a session without a connection can be resumed. */
export const RESUME_WINDOW_MS = 2 * 60 * 1000;

/** The sessions of all bots. */
export class SessionList extends Map<string, GatewaySession> {
  /** Those of one application. */
  of(applicationId: string): GatewaySession[] {
    return [...this.values()].filter(({ identity }) => identity.application.id === applicationId);
  }

  /** The shards for which an application has a connection. */
  shardsOnline(applicationId: string): ReadonlySet<number> {
    const online = this.of(applicationId).filter(({ socket }) => socket !== undefined);
    return new Set(online.map(({ identity }) => identity.shard[0]));
  }

  /** Those with a connection. */
  connected(): GatewaySession[] {
    return [...this.values()].filter(({ socket }) => socket !== undefined);
  }

  /** Ends sessions, and closes their connections with a code. */
  end(sessions: readonly GatewaySession[], code: number, reason: string): void {
    for (const { socket, identity } of sessions) {
      this.delete(identity.id);
      socket?.close(code, reason);
    }
  }

  /** Ends the sessions that nobody resumed in time. */
  forgetDead(nowMs: number): void {
    for (const [id, { socket, lostAtMs }] of this) {
      if (socket === undefined && nowMs - lostAtMs > RESUME_WINDOW_MS) {
        this.delete(id);
      }
    }
  }
}
