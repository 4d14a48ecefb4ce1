import { afterEach, describe, expect, it, jest } from '@jest/globals';
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { text } from 'node:stream/consumers';

import getPort from 'get-port';
import { Counter, Registry } from 'prom-client';

import type { HttpAddress } from '../../src/config/http-address.js';
import type { Readiness, ReadinessReport } from '../../src/monitoring/readiness.js';
import { MonitoringServer } from '../../src/monitoring/monitoring-server.js';
import type { StateGauges } from '../../src/monitoring/state-gauges.js';
import { appErrorOf } from '../support/app-error-of.js';
import { RecordingLogger } from '../support/recording-logger.js';
import { strictDouble } from '../support/strict-double.js';

const started: MonitoringServer[] = [];
afterEach(async () => {
  jest.restoreAllMocks();
  for (const server of started.splice(0)) await server.stop();
});

const broken = () => {
  throw new Error('broken');
};
const READY: ReadinessReport = {
  ready: true,
  standby: false,
  shards: [0],
  checks: { gateway: 'ok' },
};
const NOT_READY: ReadinessReport = {
  ...READY,
  ready: false,
  checks: { gateway: 'discord.not_connected' },
};

function serverAt(place: HttpAddress | null, report = READY) {
  const registry = new Registry();
  const logger = new RecordingLogger();
  const registered: string[] = [];
  const readiness = strictDouble<Readiness>('Readiness', { read: async () => report });
  const gauges = strictDouble<StateGauges>('StateGauges', {
    register: () => void registered.push('gauges'),
  });
  const server = new MonitoringServer(place, readiness, registry, gauges, logger);
  started.push(server);
  return { server, registry, logger, registered };
}

async function start(report = READY) {
  const place = { host: '127.0.0.1', port: await getPort() };
  const parts = serverAt(place, report);
  await parts.server.start();
  const get = (path: string, init?: RequestInit) =>
    fetch(`http://127.0.0.1:${place.port}${path}`, init);
  return { ...parts, place, get };
}

/** What a server answers to bytes that no client library would send. */
async function raw({ host, port }: HttpAddress, request: string): Promise<string> {
  const socket = connect(port, host);
  socket.write(request);
  return text(socket);
}

/** A connection on which nothing was said yet. */
async function connected({ host, port }: HttpAddress): Promise<Socket> {
  const socket = connect(port, host);
  await once(socket, 'connect');
  return socket.on('error', () => undefined);
}

describe('the monitoring server', () => {
  it('the server answers /healthz while the process is alive', async () => {
    const { get } = await start();
    const response = await get('/healthz');
    expect([response.status, await response.text()]).toEqual([200, 'alive\n']);
  });

  it.each([
    [200, READY],
    [503, NOT_READY],
  ] as const)(
    'the server answers /readyz with %i and what it knows of each part',
    async (status, report) => {
      const { get } = await start(report);
      const response = await get('/readyz');
      expect([response.status, await response.json()]).toEqual([status, report]);
    },
  );

  it('the server answers /metrics as Prometheus reads it, its gauges included', async () => {
    const { get, registry, registered } = await start();
    new Counter({ name: 'a_total', help: 'Counts.', registers: [registry] }).inc();
    const response = await get('/metrics?x=1');
    expect(response.headers.get('content-type')).toContain('text/plain; version=0.0.4');
    expect(await response.text()).toContain('\na_total 1\n');
    expect(registered).toEqual(['gauges']);
  });

  it('the server says so, and logs why, when a metric cannot be read', async () => {
    const { get, registry, logger } = await start();
    registry.registerMetric(
      new Counter({ name: 'b_total', help: 'Counts.', registers: [], collect: broken }),
    );
    const response = await get('/metrics');
    expect(response.status).toBe(500);
    expect(await response.text()).not.toContain('broken');
    expect(logger.messages('error')).toEqual(['Metrics could not be read']);
  });

  it('the server answers HEAD without a body, nothing but GET and HEAD, and no other page', async () => {
    const { get } = await start();
    const head = await get('/healthz', { method: 'HEAD' });
    expect([head.status, await head.text()]).toEqual([200, '']);
    expect(head.headers.get('content-length')).toBe('6');
    const post = await get('/healthz', { method: 'POST', body: 'x' });
    expect([post.status, post.headers.get('allow')]).toEqual([405, 'GET, HEAD']);
    for (const path of ['/', '/healthz/', '/..%2fetc/passwd', '/metricsx']) {
      expect((await get(path)).status).toBe(404);
    }
  });

  it('the server refuses headers that are too long, and what is no HTTP', async () => {
    const { place, get } = await start();
    const long = `GET /healthz HTTP/1.1\r\nHost: x\r\nX: ${'x'.repeat(9_000)}\r\n\r\n`;
    expect(await raw(place, long)).toMatch(/^HTTP\/1\.1 431 /);
    expect(await raw(place, 'hello\r\n\r\n')).toMatch(/^HTTP\/1\.1 400 /);
    expect((await get('/healthz')).status).toBe(200);
  });

  it('the server says which variable to change when its port is taken', async () => {
    const { place } = await start();
    const error = await appErrorOf(serverAt(place).server.start());
    expect(error.code).toBe('config.http');
    expect(error.userMessage).toContain(`HTTP_PORT ${place.port} on 127.0.0.1 is taken`);
  });

  it('the server says which variable to change when its address is not one of this machine', async () => {
    // An address for documentation, which no machine has (RFC 5737).
    const { server } = serverAt({ host: '192.0.2.1', port: await getPort() });
    const error = await appErrorOf(server.start());
    expect(error.code).toBe('config.http');
    expect(error.userMessage).toContain('Set HTTP_HOST to an address of this machine');
  });

  it('the server listens nowhere, and reads nothing, where no port is set', async () => {
    const { server, logger, registered } = serverAt(null);
    await server.start();
    await server.stop();
    expect([logger.lines, registered]).toEqual([[], []]);
  });

  it.each([
    [60, 'say nothing', ''],
    [60, 'begin a request', 'GET /healthz HTTP/1.1\r\nHost: x\r\n'],
    [250, 'say nothing', ''],
  ])(
    'the server answers /healthz while %i connections are held that %s',
    async (count, _what, said) => {
      const { place } = await start();
      const held = await Promise.all(Array.from({ length: count }, () => connected(place)));
      for (const socket of held) socket.write(said);
      const answer = await fetch(`http://127.0.0.1:${place.port}/healthz`);
      expect(await answer.text()).toBe('alive\n');
      for (const socket of held) socket.destroy();
    },
  );

  it('the server keeps a connection that is asked on, while those that wait longer are closed', async () => {
    const { place } = await start();
    let nowMs = 0;
    jest.spyOn(performance, 'now').mockImplementation(() => nowMs);
    const [longest, asking] = [await connected(place), await connected(place)];
    const longestClosed = once(longest.resume(), 'close');
    const silent = [longest];
    for (let n = 0; n < 60; n += 1) {
      asking.write('GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n');
      expect(String(await once(asking, 'data'))).toContain('alive');
      silent.push(await connected(place));
      nowMs += 100;
    }
    await longestClosed;
    expect(silent.at(-1)?.destroyed).toBe(false);
    for (const socket of [asking, ...silent]) socket.destroy();
  });

  it('the server keeps a new connection until it may have asked, however many come right after it', async () => {
    const { place } = await start();
    // As if all of them came at the same moment.
    jest.spyOn(performance, 'now').mockReturnValue(0);
    const asking = await connected(place);
    const held = await Promise.all(Array.from({ length: 250 }, () => connected(place)));
    asking.write('GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n');
    expect(String(await once(asking, 'data'))).toContain('alive');
    for (const socket of [asking, ...held]) socket.destroy();
  });

  it('the server stops at once, with connections open', async () => {
    const { server, place } = await start();
    const idle = raw(place, 'GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n');
    await fetch(`http://127.0.0.1:${place.port}/healthz`);
    await server.stop();
    expect(await idle).toContain('alive');
    started.length = 0;
  });
});
