import { GatewayCloseCodes } from 'discord-api-types/v10';
import type { WebSocket } from 'ws';
import { GatewayConnection } from './gateway-connection.js';
import type { ConnectionHandler } from './gateway-connection.js';
import { compressOutgoing } from './zlib-stream.js';

/** Begins to speak with a bot, or closes its WebSocket when it asks for what is not spoken here. */
export function openConnection(
  socket: WebSocket,
  query: URLSearchParams,
  handler: ConnectionHandler,
): void {
  socket.on('error', () => socket.terminate());
  const encoding = query.get('encoding') ?? 'json';
  const compress = query.get('compress') ?? 'none';
  if (compress === 'zlib-stream') compressOutgoing(socket);
  const connection = new GatewayConnection(socket, handler);
  if (!['9', '10'].includes(query.get('v') ?? '10')) {
    connection.close(GatewayCloseCodes.InvalidAPIVersion, 'Invalid API version.');
  } else if (encoding === 'json' && ['none', 'zlib-stream'].includes(compress)) {
    connection.start();
  } else {
    const reason = 'Only json is spoken here, plain or as a zlib stream.';
    connection.close(GatewayCloseCodes.DecodeError, reason);
  }
}
