import { describe, expect, it } from '@jest/globals';
import { DiscordAPIError, HTTPError, REST, type InternalRequest, type RawFile } from 'discord.js';

import { uploadInOnePiece } from '../../../src/bot/gateway/uploads.js';
import { rejectionOf } from '../../support/rejection-of.js';

const REQUEST = { method: 'POST', fullRoute: '/channels/1/messages' } as const;

/** What a client sends for `options`. */
async function sent(options: Partial<InternalRequest>): Promise<InternalRequest> {
  const rest = new REST();
  const requests: InternalRequest[] = [];
  rest.request = async (request) => requests.push(request);
  uploadInOnePiece(rest);
  await rest.request({ ...REQUEST, ...options } as InternalRequest);
  return requests[0]!;
}

/** The form that arrives. */
async function form(body: object, files: RawFile[]): Promise<FormData> {
  const { body: bytes, headers, passThroughBody } = await sent({ body, files });
  expect(passThroughBody).toBe(true);
  return new Response(bytes as Buffer<ArrayBuffer>, headers && { headers }).formData();
}

describe('an upload in one piece', () => {
  const bytes = Buffer.from([0, 1, 13, 10, 45, 45, 255]);

  it('an upload carries the message and each file, byte for byte', async () => {
    const body = { content: 'zwei Bilder – 🦊' };
    const arrived = await form(body, [
      { name: 'a.png', data: bytes },
      { name: 'b.jpg', data: bytes },
    ]);
    expect(JSON.parse(arrived.get('payload_json') as string)).toEqual(body);
    const [first, second] = [arrived.get('files[0]') as File, arrived.get('files[1]') as File];
    expect([first.name, first.type]).toEqual(['a.png', 'image/png']);
    expect([second.name, second.type]).toEqual(['b.jpg', 'image/jpeg']);
    expect(Buffer.from(await second.arrayBuffer())).toEqual(bytes);
  });

  it('an upload gives a file that is no picture to Discord as bytes, and takes over a type that is known', async () => {
    const arrived = await form({}, [
      { name: 'a "note".txt', data: 'words' },
      { name: 'b', data: bytes, contentType: 'image/webp', key: 'files[7]' },
    ]);
    const note = arrived.get('files[0]') as File;
    expect([note.name, note.type]).toEqual(['a "note".txt', 'application/octet-stream']);
    expect(await note.text()).toBe('words');
    expect((arrived.get('files[7]') as File).type).toBe('image/webp');
  });

  it('an upload leaves a request without files as it is', async () => {
    const body = { content: 'words alone' };
    expect(await sent({ body })).toEqual({ ...REQUEST, body });
    expect(await sent({ body, files: [] })).toEqual({ ...REQUEST, body });
  });

  it.each([
    new HTTPError(500, 'Down', 'PATCH', 'https://discord.test', { body: bytes }),
    new DiscordAPIError({ code: 1, message: 'No' }, 1, 400, 'PATCH', 'https://discord.test', {
      body: bytes,
    }),
  ])('an upload that fails with %s keeps its files in no error', async (failure) => {
    const rest = new REST();
    rest.request = () => Promise.reject(failure);
    uploadInOnePiece(rest);
    const request = { ...REQUEST, files: [{ name: 'a.png', data: bytes }] };
    expect(await rejectionOf(rest.request(request as unknown as InternalRequest))).toBe(failure);
    expect(failure.requestBody).toEqual({ files: undefined, json: undefined });
  });
});
