import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { contentTypeOf } from '../../src/sandbox/cdn/content-type.js';
import { sanitizedFilename } from '../../src/sandbox/cdn/attachments.js';
import { LINK_LIFETIME_MS } from '../../src/sandbox/cdn/signed-url.js';
import { Sandbox } from '../../src/sandbox/sandbox.js';
import { request } from './raw-bot.js';

describe('the CDN', () => {
  let sandbox: Sandbox;
  const bytes = new Uint8Array([1, 2, 3]);

  beforeEach(async () => {
    sandbox = await Sandbox.start();
  });
  afterEach(async () => {
    await sandbox.stop();
  });

  const uploaded = async (name = 'a.png') => {
    const message = await sandbox.user('ann').say('file', { files: [{ name, bytes }] });
    const [file] = message.files;
    return { message, url: file!.url };
  };

  it('the CDN serves a file by its signed link with its type', async () => {
    const response = await fetch((await uploaded()).url);
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe('image/png');
    expect(new Uint8Array(await response.arrayBuffer())).toEqual(bytes);
  });

  it('the CDN answers 404 once the link has expired, and serves a fresh one', async () => {
    const { message, url } = await uploaded();
    sandbox.clock.advance(LINK_LIFETIME_MS + 1000);
    const expired = await fetch(url);
    expect(expired.status).toBe(404);
    expect(await expired.text()).toBe('This content is no longer available.');
    expect((await fetch(message.files[0]!.url)).status).toBe(200);
  });

  it('the CDN refreshes links on request', async () => {
    const { url } = await uploaded();
    sandbox.clock.advance(LINK_LIFETIME_MS + 1000);
    const { body } = await request(sandbox, 'POST', '/attachments/refresh-urls', {
      json: { attachment_urls: [url] },
    });
    const [fresh] = body['refreshed_urls'] as { refreshed: string }[];
    expect((await fetch(fresh!.refreshed)).status).toBe(200);
  });

  it.each([
    ['no signature', (url: string) => url.split('?', 1)[0]!],
    ['a later expiry', (url: string) => url.replace(/ex=[^&]+/, 'ex=ffffffff')],
    ['another signature', (url: string) => url.replace(/hm=[^&]+/, `hm=${'0'.repeat(64)}`)],
    ['another name', (url: string) => url.replace('a.png', 'b.png')],
  ])('the CDN answers 404 to a link with %s', async (_, forge) => {
    expect((await fetch(forge((await uploaded()).url))).status).toBe(404);
  });

  it('the CDN forgets the files of a deleted message', async () => {
    const { message, url } = await uploaded();
    sandbox.user('ann').deleteMessage(message);
    expect((await fetch(url)).status).toBe(404);
  });

  it.each([
    ['my photo (1).png', 'my_photo__1_.png'],
    ['../../etc/passwd', '_.._etc_passwd'],
    ['катя.png', '____.png'],
    ['...', 'unknown'],
  ])('the CDN keeps the name %s as %s', (name, kept) => {
    expect(sanitizedFilename(name)).toBe(kept);
  });

  it('the CDN tells types by the ending of the name, or else as declared', () => {
    expect(contentTypeOf('A.JPG')).toBe('image/jpeg');
    expect(contentTypeOf('a.bin', 'application/x-thing')).toBe('application/x-thing');
    expect(contentTypeOf('a')).toBe('application/octet-stream');
  });
});
