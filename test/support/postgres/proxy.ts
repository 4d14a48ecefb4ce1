import { createServer, connect, type AddressInfo, type Socket } from 'node:net';

import { endAfterTest } from '../endings.js';

/** The way to a server through a network that can break. */
export interface BreakableWay {
  /** The address of the same database on this way. */
  readonly url: string;
  /** Swallows what is sent on the connections of now, without a word to either end. */
  readonly swallow: () => void;
  /** Resets the connection on which the next statement with this text is answered, after it was carried out. */
  readonly loseAnswerTo: (text: string) => void;
  /** Whether that has happened. */
  readonly isAnswerLost: () => boolean;
}

/** Opens such a way; it is closed after the test. */
export async function breakableWay(url: string): Promise<BreakableWay> {
  const to = new URL(url);
  const sockets = new Set<Socket>();
  let lost: string | null = null;
  let hasLost = false;
  const proxy = createServer((near) => {
    const far = connect(Number(to.port), to.hostname);
    let isAnswerLost = false;
    near.on('data', (bytes) => {
      if (lost === null || !bytes.includes(lost)) return;
      lost = null;
      isAnswerLost = true;
    });
    far.on('data', () => {
      if (!isAnswerLost) return;
      hasLost = true;
      near.resetAndDestroy();
    });
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
    loseAnswerTo: (text) => {
      lost = text;
    },
    isAnswerLost: () => hasLost,
  };
}
