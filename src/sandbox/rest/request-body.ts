import { Busboy } from '@fastify/busboy';
import { RESTJSONErrorCodes } from 'discord-api-types/v10';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { IncomingMessage } from 'node:http';
import { pipeline } from 'node:stream/promises';
import type { UploadedFile } from '../cdn/attachments.js';
import { parseExactly } from '../exact-json.js';
import { requestLimitBytes } from '../world/upload-limits.js';
import type { World } from '../world/world.js';
import { invalidBody, refusal } from './discord-error.js';

const NO_FILES: ReadonlyMap<string, UploadedFile> = new Map();

/** The content of a request: its JSON, and its files by the `n` of `files[n]`. */
export class RequestBody {
  constructor(
    readonly json: unknown,
    readonly files: ReadonlyMap<string, UploadedFile> = NO_FILES,
  ) {}
}

/** Parses JSON, as {@link parseExactly}. Throws 50109 when it is not JSON. */
export function parseJson(text: string): unknown {
  try {
    return parseExactly(text);
  } catch {
    throw refusal(RESTJSONErrorCodes.RequestBodyContainsInvalidJSON);
  }
}

/** Collects files and JSON of a multipart body. */
class MultipartParts {
  readonly files = new Map<string, UploadedFile>();
  payload = '{}';
  #totalBytes = 0;

  constructor(private readonly maxBytes: number) {}

  collect(field: string, part: NodeJS.ReadableStream, name: string, contentType: string): void {
    const chunks: Buffer[] = [];
    part.on('data', (chunk: Buffer) => {
      this.#totalBytes += chunk.length;
      if (!this.isTooLarge) {
        chunks.push(chunk);
      }
    });
    part.on('end', () => {
      const index = /^files\[(\d+)\]$/.exec(field)?.[1];
      if (index !== undefined) {
        const [only] = chunks;
        const bytes = chunks.length === 1 && only !== undefined ? only : Buffer.concat(chunks);
        this.files.set(index, { name, bytes, contentType });
      }
    });
  }

  get isTooLarge(): boolean {
    return this.#totalBytes > this.maxBytes;
  }
}

async function readMultipart(
  contentType: string,
  stream: NodeJS.ReadableStream,
  maxBytes: number,
): Promise<RequestBody> {
  const parts = new MultipartParts(maxBytes);
  const parser = new Busboy({
    headers: { 'content-type': contentType },
    limits: { fieldSize: maxBytes, files: 20, fields: 100 },
  });
  parser.on('file', (field, part, name, _encoding, type) => {
    parts.collect(field, part, name, type);
  });
  parser.on('field', (field, value) => {
    if (field === 'payload_json') {
      parts.payload = value;
    }
  });
  await pipeline(stream, parser);
  if (parts.isTooLarge) {
    throw refusal(RESTJSONErrorCodes.RequestEntityTooLarge);
  }
  return new RequestBody(parseJson(parts.payload), parts.files);
}

/** Adds parsers for both kinds of bodies, with the limit of a whole request. */
export function registerBodyParsers(app: FastifyInstance, world: World): void {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser<string>(
    'application/json',
    { parseAs: 'string' },
    async (_request: FastifyRequest, text: string) =>
      new RequestBody(text === '' ? {} : parseJson(text)),
  );
  app.addContentTypeParser(
    'multipart/form-data',
    async (request: FastifyRequest, stream: IncomingMessage) => {
      const maxBytes = requestLimitBytes(world);
      if (Number(request.headers['content-length'] ?? 0) > maxBytes) {
        stream.resume();
        throw refusal(RESTJSONErrorCodes.RequestEntityTooLarge);
      }
      return readMultipart(request.headers['content-type'] ?? '', stream, maxBytes);
    },
  );
  app.addContentTypeParser('*', readNothing);
}

/** Some clients name a type for a body that they do not send. */
async function readNothing(request: FastifyRequest, stream: IncomingMessage): Promise<undefined> {
  const { 'content-length': length, 'transfer-encoding': encoding } = request.headers;
  if (Number(length ?? 0) > 0 || encoding !== undefined) {
    stream.resume();
    throw invalidBody([]);
  }
}

/** The body of a request; an absent one counts as an empty object. */
export function bodyOf(request: FastifyRequest): RequestBody {
  return request.body instanceof RequestBody ? request.body : new RequestBody({});
}
