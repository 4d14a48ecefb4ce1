import { constants, deflateRawSync } from 'node:zlib';
import type { WebSocket } from 'ws';

/** What a zlib stream begins with: deflate, with the default level. */
const ZLIB_HEADER = Buffer.from([0x78, 0x9c]);

/**
 * Compresses what is sent on a connection from now on, as one zlib stream with a flush after each
 * payload (Discord reference, "Transport Compression"). No payload refers to an earlier one, which
 * a reader of the stream cannot tell.
 */
export function compressOutgoing(socket: WebSocket): void {
  const send = socket.send.bind(socket);
  let header = ZLIB_HEADER;
  Object.assign(socket, {
    send: (text: string): void => {
      const payload = deflateRawSync(text, { finishFlush: constants.Z_SYNC_FLUSH });
      send(Buffer.concat([header, payload]));
      header = Buffer.alloc(0);
    },
  });
}
