import type { Server } from 'node:http';
import type { Socket } from 'node:net';

/**
 * Closes the connections that wait longest for a request when more than `max` of them wait. So
 * connections on which nobody asks anything cannot keep new ones from being answered.
 */
export function limitWaiting(server: Server, max: number): void {
  /** Those that wait longest come first. */
  const waiting = new Set<Socket>();
  const wait = (socket: Socket) => {
    waiting.add(socket);
    const [longest] = waiting;
    if (waiting.size > max) longest?.destroy();
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
