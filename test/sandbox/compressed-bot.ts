import { createInflate } from 'node:zlib';
import { WebSocket } from 'ws';

import type { Payload } from './raw-bot.js';

/** What each payload of the stream ends with (Discord reference, "Transport Compression"). */
const FLUSH_END = Buffer.from([0x00, 0x00, 0xff, 0xff]);

/** A connection to the gateway as most client libraries open it: one zlib stream for all payloads. */
export class CompressedBot {
  readonly received: Payload[] = [];
  readonly closed: Promise<number>;
  readonly #socket: WebSocket;
  readonly #waiting = new Set<() => void>();

  /** @param url what `GET /gateway` told */
  constructor(url: string) {
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
        const text = Buffer.concat(parts.splice(0)).toString();
        this.received.push(JSON.parse(text) as Payload);
        for (const look of this.#waiting) look();
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

  /** The first payload, received already or to come, that is wanted. */
  async next(isWanted: (payload: Payload) => boolean): Promise<Payload> {
    return new Promise((resolve) => {
      const look = (): void => {
        const found = this.received.find((payload) => isWanted(payload));
        if (found !== undefined) {
          this.#waiting.delete(look);
          resolve(found);
        }
      };
      this.#waiting.add(look);
      look();
    });
  }

  /** The first event of that name. */
  async event(name: string): Promise<Payload> {
    return this.next(({ t }) => t === name);
  }
}
