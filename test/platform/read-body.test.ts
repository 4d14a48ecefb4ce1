import { getEventListeners, once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setImmediate } from 'node:timers/promises';

import { afterEach, describe, expect, it } from '@jest/globals';

import { readBody } from '../../src/platform/read-body.js';
import { gate } from '../support/gate.js';
import { rejectionOf } from '../support/rejection-of.js';

const TOO_LARGE = new Error('too large');
const TIME_IS_UP = new Error('time is up');
const MAX_BYTES = 1000;

/** Starts reading a body whose other side the test plays. */
function readByHand({ headers = {}, onCancel = async () => undefined }: Partial<OtherSide> = {}) {
  const stop = new AbortController();
  const cancelled = gate();
  let pulls = 0;
  let sender!: ReadableStreamDefaultController<Uint8Array>;
  const body = new ReadableStream<Uint8Array>(
    {
      start: (controller) => {
        sender = controller;
      },
      pull: () => {
        pulls += 1;
      },
      cancel: async () => {
        cancelled.open();
        await onCancel();
      },
    },
    { highWaterMark: 0 },
  );
  const reading = readBody(new Response(body, { headers }), {
    maxBytes: MAX_BYTES,
    signal: stop.signal,
    tooLarge: () => TOO_LARGE,
  });
  return { reading, sender, stop, cancelled: cancelled.opened, pulls: () => pulls };
}

interface OtherSide {
  readonly headers: Record<string, string>;
  readonly onCancel: () => Promise<unknown>;
}

const refuse = () => Promise.reject(new Error('no'));
const never = () => new Promise<never>(() => undefined);

describe('the reading of a body', () => {
  it('a body is read whole, in the order of its chunks', async () => {
    const { reading, sender } = readByHand();
    for (const text of ['one ', '', 'two ', 'three']) sender.enqueue(Buffer.from(text));
    sender.close();
    expect((await reading).toString()).toBe('one two three');
  });

  it('a body that comes in a hundred thousand tiny chunks is read whole', async () => {
    const bytes = Buffer.from(Array.from({ length: 100_000 }, (_, n) => n % 251));
    let sent = 0;
    const body = new ReadableStream({
      pull: (sender) => {
        sender.enqueue(bytes.subarray(sent, (sent += 1)));
        if (sent === bytes.length) sender.close();
      },
    });
    const limits = { maxBytes: bytes.length, tooLarge: () => TOO_LARGE };
    const { signal } = new AbortController();
    const read = await readBody(new Response(body), { ...limits, signal });
    expect(read.equals(bytes)).toBe(true);
  });

  it('an answer without a body has no bytes', async () => {
    const limits = { maxBytes: MAX_BYTES, tooLarge: () => TOO_LARGE };
    const { signal } = new AbortController();
    expect(await readBody(new Response(null), { ...limits, signal })).toHaveLength(0);
  });

  it('a body of exactly the limit is read', async () => {
    const { reading, sender } = readByHand({ headers: { 'content-length': String(MAX_BYTES) } });
    sender.enqueue(Buffer.alloc(MAX_BYTES, 7));
    sender.close();
    expect(await reading).toEqual(Buffer.alloc(MAX_BYTES, 7));
  });

  it('a body is refused and cancelled with the first byte beyond the limit', async () => {
    const { reading, sender, cancelled, pulls } = readByHand();
    sender.enqueue(Buffer.alloc(MAX_BYTES));
    sender.enqueue(Buffer.alloc(1));
    sender.enqueue(Buffer.alloc(1));
    expect(await rejectionOf(reading)).toBe(TOO_LARGE);
    await cancelled;
    expect(pulls()).toBe(0);
  });

  it('a body that declares too many bytes is refused before it is read', async () => {
    const headers = { 'content-length': String(MAX_BYTES + 1) };
    const { reading, cancelled, pulls } = readByHand({ headers });
    expect(await rejectionOf(reading)).toBe(TOO_LARGE);
    await cancelled;
    expect(pulls()).toBe(0);
  });

  it.each(['', '-1', 'many', '10'])(
    'a body is read within the limit whatever it declares (%j)',
    async (length) => {
      const { reading, sender } = readByHand({ headers: { 'content-length': length } });
      sender.enqueue(Buffer.alloc(MAX_BYTES + 1));
      expect(await rejectionOf(reading)).toBe(TOO_LARGE);
    },
  );

  it('a body that drips for ever ends when the signal fires', async () => {
    const { reading, sender, stop, cancelled } = readByHand();
    for (let n = 0; n < 10; n += 1) {
      sender.enqueue(Buffer.from('x'));
      await setImmediate();
    }
    stop.abort(TIME_IS_UP);
    expect(await rejectionOf(reading)).toBe(TIME_IS_UP);
    await cancelled;
  });

  it('a body is not read at all when the signal has fired before', async () => {
    const body = new ReadableStream({}, { highWaterMark: 0 });
    const signal = AbortSignal.abort(TIME_IS_UP);
    const limits = { maxBytes: MAX_BYTES, signal, tooLarge: () => TOO_LARGE };
    expect(await rejectionOf(readBody(new Response(body), limits))).toBe(TIME_IS_UP);
  });

  it('a connection that breaks is the error of the reading', async () => {
    const { reading, sender } = readByHand();
    const broken = new TypeError('terminated');
    sender.enqueue(Buffer.from('x'));
    sender.error(broken);
    expect(await rejectionOf(reading)).toBe(broken);
  });

  it('the reading ends though the other side never lets itself be cancelled', async () => {
    const aborted = readByHand({ onCancel: never });
    aborted.stop.abort(TIME_IS_UP);
    expect(await rejectionOf(aborted.reading)).toBe(TIME_IS_UP);
    const overlong = readByHand({ onCancel: never });
    overlong.sender.enqueue(Buffer.alloc(MAX_BYTES + 1));
    expect(await rejectionOf(overlong.reading)).toBe(TOO_LARGE);
  });

  it('the reading ends with its own reason when cancelling fails', async () => {
    const { reading, stop, cancelled } = readByHand({ onCancel: refuse });
    stop.abort(TIME_IS_UP);
    expect(await rejectionOf(reading)).toBe(TIME_IS_UP);
    await cancelled;
    await setImmediate();
  });

  it('the reading listens to the signal no longer than it lasts', async () => {
    const { reading, sender, stop } = readByHand();
    expect(getEventListeners(stop.signal, 'abort')).toHaveLength(1);
    sender.close();
    await reading;
    expect(getEventListeners(stop.signal, 'abort')).toHaveLength(0);
  });
});

describe('reading an answer of a server', () => {
  let server: Server;
  afterEach(() => {
    server.closeAllConnections();
    server.close();
  });

  it('an answer that drips for ever ends on time though `fetch` does not follow the signal', async () => {
    server = createServer((_request, response) => {
      response.write('x');
      response.on('close', () => server.emit('connection close'));
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    const stop = new AbortController();
    const limits = { maxBytes: MAX_BYTES, signal: stop.signal, tooLarge: () => TOO_LARGE };
    // Given none, as on Node 20, where it forgets its signal once its response is garbage.
    const answer = await fetch(`http://127.0.0.1:${port}`);
    const closed = once(server, 'connection close');
    const reading = readBody(answer, limits);
    stop.abort(TIME_IS_UP);
    expect(await rejectionOf(reading)).toBe(TIME_IS_UP);
    await closed;
  });
});
