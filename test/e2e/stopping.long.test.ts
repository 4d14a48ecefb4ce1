import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';

import { expect, it } from '@jest/globals';

import { E2eWorld } from '../support/e2e-world.js';

/** The monitoring server, which is stopped near the end, never says that it has closed. */
const NEVER_CLOSES = `import { Server } from 'node:http'; Server.prototype.close = () => {};`;

const importOf = (code: string) => `--import=data:text/javascript,${encodeURIComponent(code)}`;

/** What stopping may take: ten seconds for answers and twelve more. */
const STOP_LIMIT_MS = 22_000;

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

it('a stop that hangs is broken off after 22 seconds, and says so', async () => {
  const { bot } = await E2eWorld.start({
    env: {
      HTTP_PORT: String(await freePort()),
      SHUTDOWN_GRACE_SECONDS: '1',
      NODE_OPTIONS: importOf(NEVER_CLOSES),
    },
  });
  const startedMs = performance.now();
  expect(await bot.stop()).toBe(1);
  expect(performance.now() - startedMs).toBeGreaterThan(STOP_LIMIT_MS - 1_000);
  await bot.wrote(/Stopping took too long/);
});
