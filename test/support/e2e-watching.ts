import { setImmediate } from 'node:timers/promises';

import getPort from 'get-port';

import { E2eWorld, type E2eOptions } from './e2e-world.js';

/** Whoever watches a bot over HTTP. */
export interface Watcher {
  readonly get: (path: string) => Promise<Response>;
  /**
   * The value of one sample of `/metrics`, such as `a_total{kind="b"}`; undefined: there is none.
   */
  readonly sample: (name: string) => Promise<number | undefined>;
}

/** A bot that is watched. */
export interface WatchedWorld extends Watcher {
  readonly world: E2eWorld;
  readonly port: number;
}

const PATIENCE_MS = 60_000;

/** Watches what listens on a port of loopback. */
export function watcherOf(port: number): Watcher {
  const get = (path: string) => fetch(`http://127.0.0.1:${port}${path}`);
  const sample = async (name: string) => {
    const lines = (await (await get('/metrics')).text()).split('\n');
    const line = lines.find((each) => each.startsWith(`${name} `));
    return line === undefined ? undefined : Number(line.slice(name.length + 1));
  };
  return { get, sample };
}

/** Starts the bot with a free port for health and metrics. */
export async function startWatched({ env, ...options }: E2eOptions = {}): Promise<WatchedWorld> {
  const port = await getPort();
  const world = await E2eWorld.start({ ...options, env: { HTTP_PORT: String(port), ...env } });
  return { world, port, ...watcherOf(port) };
}

/** Asks again and again until `look` finds something. */
export async function until<T>(look: () => Promise<T | undefined>): Promise<T> {
  const deadlineMs = Date.now() + PATIENCE_MS;
  for (;;) {
    const found = await look();
    if (found !== undefined) return found;
    if (Date.now() > deadlineMs) throw new Error('What was asked for did not come.');
    await setImmediate();
  }
}
