import { createInflate } from 'node:zlib';
import { WebSocket } from 'ws';

import { PayloadInbox } from './payload-inbox.js';

/** What each payload of the stream ends with (Discord reference, "Transport Compression"). */
const FLUSH_END = Buffer.from([0x00, 0x00, 0xff, 0xff]);

/**
 * A connection to the gateway as most client libraries open it: one zlib stream for all payloads.
 */
export class CompressedBot extends PayloadInbox {
  readonly closed: Promise<number>;
  readonly #socket: WebSocket;

  /** @param url what `GET /gateway` told */
  constructor(url: string) {
    super();
    this.#socket = new WebSocket(`${url}?v=10&encoding=json&compress=zlib-stream`);
    const inflate = createInflate();
    const parts: Buffer[] = [];
    inflate.on('data', (part: Buffer) => parts.push(part));
    this.#socket.on('message', (data: Buffer, isBinary) => {
      if (!isBinary || !data.subarray(-4).equals(FLUSH_END)) {
        throw new Error('This is no payload of a zlib stream.');
      }
      inflate.write(data);
      inflate.flush(() => {
        this.add(Buffer.concat(parts.splice(0)).toString());
      });
    });
    this.closed = new Promise((resolve) => {
      this.#socket.on('close', resolve);
    });
  }

  /** Sends JSON as it is written, with ids as numbers if they are. */
  send(text: string): void {
    this.#socket.send(text);
  }

  end(): void {
    this.#socket.terminate();
  }
}
