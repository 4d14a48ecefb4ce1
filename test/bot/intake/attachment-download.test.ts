import { once } from 'node:events';
import { createServer, type RequestListener, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

import { afterEach, describe, expect, it, jest } from '@jest/globals';

import {
  AttachmentDownload,
  INPUT_MAX_BYTES,
} from '../../../src/bot/intake/attachment-download.js';
import { fakeTimeouts } from '../../support/fake-timeouts.js';
import { appErrorOf } from '../../support/app-error-of.js';

const FREE = async () => undefined;

const servers: Server[] = [];

afterEach(() => {
  jest.useRealTimers();
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

/** A server on loopback that counts its requests. */
async function serve(answer: RequestListener) {
  const requests: string[] = [];
  const server = createServer((request, response) => {
    requests.push(request.url ?? '');
    answer(request, response);
  });
  servers.push(server);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return { origin: `http://127.0.0.1:${port}`, requests };
}

describe('the download of an attachment', () => {
  it('the download of an attachment gives the bytes, of up to 10 MiB', async () => {
    const bytes = Buffer.alloc(INPUT_MAX_BYTES, 7);
    const { origin, requests } = await serve((_request, response) => response.end(bytes));
    const download = new AttachmentDownload([origin]);
    const fetched = await download.fetch(`${origin}/attachments/1/2/cat.png?ex=1&is=2&hm=3`, FREE);
    expect(fetched.equals(bytes)).toBe(true);
    expect(requests).toEqual(['/attachments/1/2/cat.png?ex=1&is=2&hm=3']);
  });

  it.each([
    (origin: string) => `${origin}/cat.png`,
    (origin: string) => origin.replace('http://', 'http://cdn.discordapp.com@'),
    () => 'https://cdn.discordapp.com.evil.example/x',
    () => 'https://cdn.discordapp.com@127.0.0.1/x',
    () => 'http://cdn.discordapp.com/x',
    () => 'file:///etc/passwd',
    () => 'data:image/png;base64,AAAA',
    () => 'not a url',
    () => '',
  ])(
    'the download of an attachment is refused elsewhere than on the CDN, without a single request',
    async (urlOf) => {
      const { origin, requests } = await serve((_request, response) => response.end('x'));
      const download = new AttachmentDownload(['https://cdn.discordapp.com']);
      const error = await appErrorOf(download.fetch(urlOf(origin), FREE));
      expect(error).toMatchObject({ code: 'image.not_on_cdn', retryable: false });
      expect(requests).toEqual([]);
    },
  );

  it('the download of an attachment follows no redirect, not even within the CDN', async () => {
    const { origin, requests } = await serve((request, response) => {
      if (request.url === '/cat.png') response.writeHead(302, { location: '/dog.png' });
      response.end('x');
    });
    const error = await appErrorOf(
      new AttachmentDownload([origin]).fetch(`${origin}/cat.png`, FREE),
    );
    expect(error.code).toBe('image.download_failed');
    expect(requests).toEqual(['/cat.png']);
  });

  it('the download of an attachment ends with the first byte too many, however long the file is', async () => {
    const chunk = Buffer.alloc(256 * 1024);
    let sent = 0;
    let closed: Promise<unknown> = Promise.resolve();
    const { origin } = await serve((_request, response) => {
      closed = once(response, 'close');
      const more = () => {
        while (!response.destroyed) {
          sent += chunk.length;
          if (!response.write(chunk)) return void response.once('drain', more);
        }
      };
      more();
    });
    const error = await appErrorOf(
      new AttachmentDownload([origin]).fetch(`${origin}/endless`, FREE),
    );
    expect(error).toMatchObject({ code: 'image.too_large', retryable: false });
    await closed;
    expect(sent).toBeLessThan(INPUT_MAX_BYTES * 4);
  });

  it.each([404, 403, 500])(
    'the download of an attachment says that it failed on HTTP %i',
    async (status) => {
      const { origin } = await serve((_request, response) => response.writeHead(status).end('x'));
      const error = await appErrorOf(
        new AttachmentDownload([origin]).fetch(`${origin}/cat.png`, FREE),
      );
      expect(error).toMatchObject({ code: 'image.download_failed', retryable: true });
      expect(error.cause).toEqual(new Error(`HTTP ${status}`));
    },
  );

  it('the download of an attachment says that it failed when the connection breaks in the middle', async () => {
    const { origin } = await serve((_request, response) => {
      response.writeHead(200, { 'content-length': '1000' });
      response.write('begin', () => response.destroy());
    });
    const error = await appErrorOf(
      new AttachmentDownload([origin]).fetch(`${origin}/cat.png`, FREE),
    );
    expect(error.code).toBe('image.download_failed');
  });

  it.each<[string, (answer: ServerResponse, timeIsUp: () => void) => void]>([
    ['does not answer', (_answer, timeIsUp) => timeIsUp()],
    ['never ends its answer', (answer, timeIsUp) => answer.write('x', timeIsUp)],
  ])('the download waits 20 s for a server that %s, and no longer', async (_name, act) => {
    fakeTimeouts();
    const { origin } = await serve((_request, response) => act(response, twentySeconds));
    const error = await appErrorOf(
      new AttachmentDownload([origin]).fetch(`${origin}/cat.png`, FREE),
    );
    expect(error).toMatchObject({ code: 'image.download_failed', retryable: true });
    expect(jest.getTimerCount()).toBe(0);
  });

  it('the download of a large file goes on once its request holds a slot', async () => {
    fakeTimeouts();
    const bytes = Buffer.alloc(INPUT_MAX_BYTES, 7);
    const { origin } = await serve((_request, response) => response.end(bytes));
    const takeSlot = jest.fn(async () => jest.advanceTimersByTime(60_000));
    const fetched = await new AttachmentDownload([origin]).fetch(`${origin}/cat.png`, takeSlot);
    expect(fetched.equals(bytes)).toBe(true);
    expect(takeSlot).toHaveBeenCalledTimes(1);
    expect(jest.getTimerCount()).toBe(0);
  });
});

const twentySeconds = () => jest.advanceTimersByTime(20_000);
