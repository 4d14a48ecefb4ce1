import { once } from 'node:events';
import { connect } from 'node:net';

import type { HostileInput } from './hostile-input.js';

const CONNECTIONS = 250;
/** How long whoever watches the bot waits, before it counts as dead. */
const WATCHER_TIMEOUT_MS = 3_000;

/** Connections that are held. Whoever watches the bot gets an answer all the same. */
export const HTTP_INPUTS: readonly HostileInput[] = [
  ['say nothing', ''],
  ['begin a request', 'GET /healthz HTTP/1.1\r\nHost: x\r\n'],
].map(([what, said = '']) => ({
  name: `connections to the port of health and metrics that ${what}`,
  throwAt: async ({ httpPort }) => {
    const held = await Promise.all(
      Array.from({ length: CONNECTIONS }, async () => {
        const socket = connect(httpPort, '127.0.0.1');
        await once(socket, 'connect');
        socket.on('error', () => undefined);
        socket.write(said);
        return socket;
      }),
    );
    for (const page of ['healthz', 'readyz', 'metrics']) {
      const signal = AbortSignal.timeout(WATCHER_TIMEOUT_MS);
      const answer = await fetch(`http://127.0.0.1:${httpPort}/${page}`, { signal });
      if (!answer.ok && page !== 'readyz') throw new Error(`${page}: ${answer.status}`);
      await answer.text();
    }
    for (const socket of held) socket.destroy();
  },
}));
