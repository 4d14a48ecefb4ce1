import { createServer, connect, type AddressInfo, type Socket } from 'node:net';

import { endAfterTest } from '../endings.js';

/** The way to a server through a network that can break. */
export interface BreakableWay {
  /** The address of the same database on this way. */
  readonly url: string;
  /** Swallows what is sent on the connections of now, without a word to either end. */
  readonly swallow: () => void;
  /** Ends the connections of now. */
  readonly cut: () => void;
}

/** Opens such a way; it is closed after the test. */
export async function breakableWay(url: string): Promise<BreakableWay> {
  const to = new URL(url);
  const sockets = new Set<Socket>();
  const proxy = createServer((near) => {
    const far = connect(Number(to.port), to.hostname);
    for (const [from, other] of [
      [near, far],
      [far, near],
    ] as const) {
      sockets.add(from);
      from.on('data', (bytes) => other.write(bytes));
      from.on('error', () => undefined).on('close', () => other.destroy());
    }
  });
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
  endAfterTest(async () => {
    for (const socket of sockets) socket.destroy();
    proxy.close();
  });
  const way = new URL(url);
  way.port = String((proxy.address() as AddressInfo).port);
  return {
    url: way.href,
    swallow: () => {
      for (const socket of sockets) socket.removeAllListeners('data').resume();
    },
    cut: () => {
      for (const socket of sockets) socket.destroy();
    },
  };
}
