import { request } from 'node:http';

import { expect, it } from '@jest/globals';

import type { Playground } from '../../src/playground/playground.js';
import { channelId, openPage, sharePlayground } from './playing.js';

const shared = sharePlayground();

const API = [
  ['GET', '/playground/events?as=ann'],
  ['POST', '/playground/actions?as=ann'],
  ['GET', '/playground/messages?as=ann&channel=1&before=1'],
  ['POST', '/playground/controls'],
] as const;

/** A request with any headers, `Host` and `Origin` included; gives status, headers and body. */
async function ask(
  { sandbox }: Playground,
  [method, path]: readonly [string, string],
  headers: Record<string, string>,
): Promise<{ status: number; headers: Record<string, unknown>; text: string }> {
  return new Promise((resolve, reject) => {
    request(`${sandbox.origin}${path}`, { method, headers }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () =>
        resolve({
          status: response.statusCode ?? 0,
          headers: response.headers,
          text: Buffer.concat(chunks).toString(),
        }),
      );
    })
      .on('error', reject)
      .end();
  });
}

it('the playground’s API refuses a missing or wrong token, another origin and another host', async () => {
  const playground = shared();
  const { port } = new URL(playground.address);
  const authorization = `Bearer ${playground.token}`;
  for (const route of API) {
    const status = async (headers: Record<string, string>) =>
      (await ask(playground, route, headers)).status;
    expect(await status({})).toBe(401);
    expect(await status({ authorization: 'Bearer wrong' })).toBe(401);
    expect(await status({ authorization: `${authorization}x` })).toBe(401);
    expect(await status({ authorization, origin: 'https://evil.example' })).toBe(403);
    expect(await status({ authorization, origin: `http://localhost:${port}` })).toBe(403);
    expect(await status({ authorization, origin: 'null' })).toBe(403);
    expect(await status({ authorization, host: `evil.example:${port}` })).toBe(403);
  }
});

it('the playground guards Discord’s routes and the page against a rebound name as well', async () => {
  const playground = shared();
  const { port } = new URL(playground.address);
  for (const path of ['/', '/api/v10/gateway', '/attachments/1/2/a.png']) {
    const refused = await ask(playground, ['GET', path], { host: 'evil.example' });
    expect(refused).toMatchObject({ status: 403, text: 'This is another host.' });
  }
  const sent = await ask(playground, ['GET', '/?as=ben'], { host: `localhost:${port}` });
  expect(sent).toMatchObject({
    status: 302,
    headers: { location: `${playground.sandbox.origin}/?as=ben` },
  });
});

it('the page can be opened without token, and may load nothing from elsewhere', async () => {
  const playground = shared();
  for (const path of ['/', '/?as=ben', '/page/main.js', '/page/main.css']) {
    const { status, headers } = await ask(playground, ['GET', path], {});
    expect(status).toBe(200);
    expect(headers).toMatchObject({
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'content-security-policy': expect.stringContaining("default-src 'self'"),
    });
  }
  for (const path of ['/page/', '/page/../package.json', '/page/%2e%2e/ormconfig.js'])
    expect((await ask(playground, ['GET', path], {})).status).toBe(404);
});

it('the playground never lets an uploaded file run as a page', async () => {
  const page = await openPage(shared());
  const bytes = Buffer.from('<script>alert(1)</script>');
  await page.act({ kind: 'send', channelId: channelId(page, 'general'), content: 'look' }, [
    { name: 'evil.svg', bytes },
  ]);
  const { message } = await page.message('it', (shown) => shown.message.content === 'look');
  const { headers } = await fetch(message.attachments[0]!.url);
  expect(headers.get('content-security-policy')).toMatch(/default-src 'none'.*sandbox/);
  expect(headers.get('x-content-type-options')).toBe('nosniff');
});

it('the playground’s API knows nobody but its people', async () => {
  const playground = shared();
  const authorization = `Bearer ${playground.token}`;
  for (const as of ['', 'zoe', 'Nano%20Banana', '__proto__'])
    expect(
      (await ask(playground, ['GET', `/playground/events?as=${as}`], { authorization })).status,
    ).toBe(404);
});
