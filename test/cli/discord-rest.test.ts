import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';

import { afterEach, describe, expect, it, jest } from '@jest/globals';

import { DiscordRest } from '../../src/cli/discord-rest.js';
import { appErrorOf } from '../support/app-error-of.js';

const endings: (() => Promise<unknown>)[] = [];

afterEach(async () => {
  jest.restoreAllMocks();
  for (const end of endings.splice(0)) await end();
});

async function restOn(listener: RequestListener): Promise<DiscordRest> {
  const server = createServer(listener).listen(0, '127.0.0.1');
  await once(server, 'listening');
  endings.push(async () => {
    server.closeAllConnections();
    server.close();
    await once(server, 'close');
  });
  const { port } = server.address() as AddressInfo;
  return new DiscordRest(`http://127.0.0.1:${port}/api`, 'the-token');
}

const guild = (n: number) => ({ id: String(n), name: `Guild ${n}`, permissions: '8' });

describe('the REST client of Discord', () => {
  it('the client for REST sends the token, and tells application and Discord’s time', async () => {
    const asked: unknown[] = [];
    const rest = await restOn((request, response) => {
      asked.push([request.url, request.headers.authorization]);
      response.setHeader('date', 'Tue, 24 Nov 2026 12:00:00 GMT');
      response.end(JSON.stringify({ id: '7', name: 'Nano', flags: 262_144, other: true }));
    });
    expect(await rest.application()).toEqual({
      value: { id: '7', name: 'Nano', flags: 262_144 },
      dateMs: Date.UTC(2026, 10, 24, 12),
    });
    expect(asked).toEqual([['/api/v10/applications/@me', 'Bot the-token']]);
  });

  it('the client for REST reads the servers page by page', async () => {
    const asked: (string | null)[] = [];
    const rest = await restOn((request, response) => {
      const after = new URL(request.url ?? '', 'http://x').searchParams.get('after');
      asked.push(after);
      const first = Number(after) + 1;
      const length = first === 1 ? 200 : 50;
      response.end(JSON.stringify(Array.from({ length }, (_, n) => guild(first + n))));
    });
    expect(await rest.guilds()).toHaveLength(250);
    expect(asked).toEqual(['0', '200']);
  });

  it('the client for REST says that the token is not accepted', async () => {
    const rest = await restOn((_request, response) => void response.writeHead(401).end('{}'));
    const { code, userMessage } = await appErrorOf(rest.application());
    expect(code).toBe('config.discord');
    expect(userMessage).toContain('DISCORD_TOKEN');
  });

  it.each<[string, RequestListener]>([
    ['an error', (_request, response) => void response.writeHead(500).end('{}')],
    ['too many requests', (_request, response) => void response.writeHead(429).end('{}')],
    ['no JSON', (_request, response) => void response.end('<html>a portal</html>')],
    ['another shape', (_request, response) => void response.end('{"id":7}')],
    ['a hung up line', (_request, response) => void response.destroy()],
    ['too much', (_request, response) => void response.end('x'.repeat(5 * 1024 * 1024))],
    [
      'a way to another server',
      (_request, response) => void response.writeHead(302, { location: '/elsewhere' }).end(),
    ],
  ])('the client for REST calls %s no usable answer', async (_name, listener) => {
    const rest = await restOn(listener);
    const { code, userMessage } = await appErrorOf(rest.application());
    expect(code).toBe('discord.unavailable');
    expect(userMessage).toMatch(/^Discord did not give a usable answer at 127\.0\.0\.1:\d+\.$/);
  });

  it('the client for REST waits 10 s for an answer that does not end, and no longer', async () => {
    const time = new AbortController();
    const timeout = jest.spyOn(AbortSignal, 'timeout').mockReturnValue(time.signal);
    const rest = await restOn((_request, response) => {
      response.write('{', () => time.abort(new Error('time is up')));
    });
    expect((await appErrorOf(rest.application())).code).toBe('discord.unavailable');
    expect(timeout.mock.calls).toEqual([[10_000]]);
  });
});
