import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';

import { S3_KEY, signatureProblem } from './s3-signature.js';

/** What goes wrong with one request. */
export type S3Fault =
  /** It is refused with a status and a code. */
  | { readonly status: number; readonly code: string }
  /** A GET ends in the middle of the body. */
  | 'truncated'
  /** A GET brings other bytes than the stored ones. */
  | 'corrupted'
  /** It is carried out, and the connection ends without an answer. */
  | 'lost answer'
  /** The connection ends before anything happens. */
  | 'cut'
  /** Nobody ever answers. */
  | 'hang'
  /** A GET answers, and then its body goes on for ever without getting on. */
  | 'drip';

interface StoredObject {
  readonly bytes: Buffer;
  readonly storedAt: Date;
}

/**
 * A strict stand-in for an S3 server, with one bucket, `pictures`. It checks every signature and
 * checksum, refuses what a condition forbids, and gives listings in pages.
 */
export class S3Server {
  static readonly bucket = 'pictures';

  readonly objects = new Map<string, StoredObject>();
  /** What goes wrong with the next requests of a method, one each. */
  readonly faults: { readonly method: string; readonly fault: S3Fault }[] = [];
  /** What goes wrong with every request. */
  outage: S3Fault | null = null;
  /** Method and path of all requests. */
  readonly requests: string[] = [];
  /** How many keys a page of a listing has. */
  pageSize = 1000;
  /** Whether it knows `If-None-Match` at a PUT. */
  knowsConditions = true;
  /** How many requests were under way at the same time, at most. */
  mostAtOnce = 0;
  private atOnce = 0;
  private readonly server: Server;

  private constructor() {
    this.server = createServer((request, response) => void this.serve(request, response));
  }

  static async start(port = 0): Promise<S3Server> {
    const started = new S3Server();
    started.server.listen(port, '127.0.0.1');
    await once(started.server, 'listening');
    return started;
  }

  get endpoint(): string {
    const address = this.server.address() as AddressInfo;
    return `http://127.0.0.1:${address.port}`;
  }

  /** What a bot needs to keep its pictures here. */
  get env(): Record<string, string> {
    return {
      IMAGE_STORE: `s3://${S3Server.bucket}/bot`,
      S3_ENDPOINT: this.endpoint,
      AWS_ACCESS_KEY_ID: S3_KEY.accessKeyId,
      AWS_SECRET_ACCESS_KEY: S3_KEY.secretAccessKey,
    };
  }

  /** The next request of a method goes wrong. */
  fail(method: string, ...faults: readonly S3Fault[]): void {
    this.faults.push(...faults.map((fault) => ({ method, fault })));
  }

  /** Makes all that is stored look as old as this. */
  age(ms: number): void {
    for (const [key, { bytes }] of this.objects)
      this.objects.set(key, { bytes, storedAt: new Date(Date.now() - ms) });
  }

  /** Fulfilled when so many objects are there. */
  async stored(count: number): Promise<void> {
    while (this.objects.size < count) await once(this.server, 'stored');
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    this.server.close();
    await once(this.server, 'close');
  }

  private async serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    this.requests.push(`${request.method} ${request.url}`);
    this.atOnce += 1;
    response.on('close', () => (this.atOnce -= 1));
    this.mostAtOnce = Math.max(this.mostAtOnce, this.atOnce);
    const body = await buffer(request);
    const index = this.faults.findIndex(({ method }) => method === request.method);
    const fault =
      this.outage ?? (index < 0 ? null : this.faults.splice(index, 1)[0]?.fault) ?? null;
    if (fault === 'hang') return;
    if (fault === 'cut') return void response.destroy();
    if (fault !== null && typeof fault === 'object') return refuse(response, fault);
    const problem = signatureProblem(request, body);
    if (problem !== null) return refuse(response, { status: 403, code: problem });
    const url = new URL(request.url ?? '/', 'http://host');
    const [, bucket, ...parts] = decodeURIComponent(url.pathname).split('/');
    if (bucket !== S3Server.bucket) return refuse(response, { status: 404, code: 'NoSuchBucket' });
    const key = parts.join('/');
    if (fault === 'lost answer') {
      this.carryOut(request, new Discarded(), key, body);
      return void response.destroy();
    }
    if (key === '' && request.method === 'GET')
      return this.list(url, response, fault === 'truncated');
    if (fault !== null && request.method === 'GET') return this.sendBadly(response, key, fault);
    this.carryOut(request, response, key, body);
  }

  private carryOut(request: IncomingMessage, response: Answer, key: string, body: Buffer): void {
    const object = this.objects.get(key);
    switch (request.method) {
      case 'PUT':
        return this.put(request, response, key, body);
      case 'DELETE':
        this.objects.delete(key);
        return void response.writeHead(204).end();
      case 'GET':
      case 'HEAD':
        if (object === undefined) return refuse(response, { status: 404, code: 'NoSuchKey' });
        response.writeHead(200, headersOf(object));
        return void response.end(request.method === 'GET' ? object.bytes : undefined);
      default:
        return refuse(response, { status: 405, code: 'MethodNotAllowed' });
    }
  }

  private put(request: IncomingMessage, response: Answer, key: string, body: Buffer): void {
    const { headers } = request;
    const md5 = createHash('md5').update(body).digest('base64');
    if (headers['content-md5'] !== md5) return refuse(response, { status: 400, code: 'BadDigest' });
    if (headers['if-none-match'] !== undefined) {
      if (!this.knowsConditions) return refuse(response, { status: 501, code: 'NotImplemented' });
      if (this.objects.has(key))
        return refuse(response, { status: 412, code: 'PreconditionFailed' });
    }
    this.objects.set(key, { bytes: body, storedAt: new Date() });
    this.server.emit('stored');
    response.writeHead(200, { etag: `"${createHash('md5').update(body).digest('hex')}"` }).end();
  }

  private list({ searchParams }: URL, response: ServerResponse, isTruncated: boolean): void {
    if (searchParams.get('list-type') !== '2')
      return refuse(response, { status: 501, code: 'NotImplemented' });
    const prefix = searchParams.get('prefix') ?? '';
    const token = searchParams.get('continuation-token');
    const after = token === null ? '' : Buffer.from(token, 'base64').toString();
    const keys = [...this.objects.keys()].filter((key) => key.startsWith(prefix) && key > after);
    const page = keys.toSorted().slice(0, this.pageSize);
    const goesOn = page.length < keys.length;
    const next = Buffer.from(page.at(-1) ?? '').toString('base64');
    const contents = page.map((key) => {
      const { bytes, storedAt } = this.objects.get(key) ?? { bytes: '', storedAt: new Date() };
      return `<Contents><Key>${key}</Key><Size>${bytes.length}</Size><LastModified>${storedAt.toISOString()}</LastModified></Contents>`;
    });
    response.writeHead(200, { 'content-type': 'application/xml' });
    const xml = `<?xml version="1.0"?><ListBucketResult><KeyCount>${page.length}</KeyCount><IsTruncated>${goesOn}</IsTruncated>${goesOn ? `<NextContinuationToken>${next}</NextContinuationToken>` : ''}${contents.join('')}</ListBucketResult>`;
    if (isTruncated) response.write(xml.slice(0, -100), () => response.destroy());
    else response.end(xml);
  }

  private sendBadly(response: ServerResponse, key: string, fault: S3Fault): void {
    const object = this.objects.get(key);
    if (object === undefined) return refuse(response, { status: 404, code: 'NoSuchKey' });
    response.writeHead(200, headersOf(object));
    if (fault === 'corrupted') return void response.end(Buffer.alloc(object.bytes.length, 'x'));
    response.write(object.bytes.subarray(0, 3), () => {
      if (fault === 'truncated') response.destroy();
    });
  }
}

/** Where an answer goes: to the client, or nowhere. */
interface Answer {
  writeHead(status: number, headers?: Record<string, string | number>): Answer;
  end(body?: Buffer | string): unknown;
}

class Discarded implements Answer {
  writeHead(): this {
    return this;
  }

  end(): void {
    // Nobody hears it.
  }
}

function headersOf({ bytes, storedAt }: StoredObject): Record<string, string | number> {
  return { 'content-length': bytes.length, 'last-modified': storedAt.toUTCString() };
}

function refuse(response: Answer, { status, code }: { status: number; code: string }): void {
  response.writeHead(status, { 'content-type': 'application/xml' });
  response.end(
    `<?xml version="1.0"?><Error><Code>${code}</Code><Message>The stand-in says ${code}.</Message></Error>`,
  );
}
