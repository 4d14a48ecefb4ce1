import type { Server } from 'node:http';
import type { Socket } from 'node:net';

/** In this time, somebody who has connected asks; a busy process may read that later. */
const TIME_TO_ASK_MS = 1_000;

/**
 * Closes the connections that wait longest for a request when more than `max` of them wait, unless
 * they are so new that a request may be on its way. So connections on which nobody asks anything
 * cannot keep new ones from being answered, and a burst of them cannot push out one that asks.
 */
export function limitWaiting(server: Server, max: number): void {
  /** Since when each waits, in milliseconds; those that wait longest come first. */
  const waiting = new Map<Socket, number>();
  const wait = (socket: Socket) => {
    const nowMs = performance.now();
    waiting.set(socket, nowMs);
    for (const [longest, sinceMs] of waiting) {
      if (waiting.size <= max || nowMs - sinceMs < TIME_TO_ASK_MS) break;
      waiting.delete(longest);
      longest.destroy();
    }
  };
  server.on('connection', (socket: Socket) => {
    socket.once('close', () => waiting.delete(socket));
    wait(socket);
  });
  server.on('request', ({ socket }, response) => {
    waiting.delete(socket);
    response.once('finish', () => {
      if (!socket.destroyed) wait(socket);
    });
  });
}
