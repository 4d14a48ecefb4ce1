import { createHash } from 'node:crypto';

import type { ListObjectsV2CommandOutput } from '@aws-sdk/client-s3';

import { AppError } from '../../../platform/app-error.js';
import type { ImageDriver, StoredFile } from './image-driver.js';
import type { OpenS3, S3Connection } from './s3-connection.js';
import { storedFile, unlessAbsent, wholeBody } from './s3-answers.js';
import { canPass, faultOf } from './s3-errors.js';

/** Bytes as objects of an S3 bucket. A server keeps an object whole or not at all. */
export class S3ImageDriver implements ImageDriver {
  readonly concurrency = 8;
  readonly isShared = true;
  readonly rereadAfterMs: readonly number[];
  /** Some servers do not know conditions; then the random part of the name has to be enough. */
  private knowsConditions = true;

  /**
   * @param prefix what every key in the bucket begins with: nothing, or a text with a slash
   * at its end.
   */
  constructor(
    private readonly connection: S3Connection,
    private readonly bucket: string,
    private readonly prefix: string,
  ) {
    this.rereadAfterMs = connection.waitsMs;
  }

  async create(key: string, bytes: Buffer): Promise<void> {
    try {
      await this.connection.call(async (s3, signal) => {
        if (this.knowsConditions) await this.putNew(s3, key, bytes, signal);
        else await this.put(s3, key, bytes, signal);
      });
    } catch (error) {
      if (!(error instanceof AppError) || faultOf(error.cause).status !== 412) throw error;
      // Unless the answer to an earlier attempt was lost, these are somebody else's.
      if ((await this.read(key))?.equals(bytes) !== true) throw error;
    }
  }

  async write(key: string, bytes: Buffer): Promise<void> {
    await this.connection.call((s3, signal) => this.put(s3, key, bytes, signal));
  }

  async read(key: string): Promise<Buffer | null> {
    return this.connection.call(async ({ client, GetObjectCommand }, abortSignal) => {
      const command = new GetObjectCommand(this.objectAt(key));
      const answer = await unlessAbsent(client.send(command, { abortSignal }));
      return answer && wholeBody(answer.Body, answer.ContentLength, abortSignal);
    });
  }

  async *list(prefix: string): AsyncGenerator<StoredFile> {
    for await (const page of this.pages(prefix))
      for (const object of page.Contents ?? []) {
        const name = object.Key?.startsWith(this.prefix) && object.Key.slice(this.prefix.length);
        if (name && name.startsWith(prefix)) yield storedFile(name, object);
      }
  }

  async stat(name: string): Promise<StoredFile | null> {
    return this.connection.call(async ({ client, HeadObjectCommand }, abortSignal) => {
      const command = new HeadObjectCommand(this.objectAt(name));
      const head = await unlessAbsent(client.send(command, { abortSignal }));
      return (
        head && storedFile(name, { Size: head.ContentLength, LastModified: head.LastModified })
      );
    });
  }

  async remove(name: string): Promise<void> {
    await this.connection.call(async ({ client, DeleteObjectCommand }, abortSignal) => {
      const command = new DeleteObjectCommand(this.objectAt(name));
      await unlessAbsent(client.send(command, { abortSignal }));
    });
  }

  /** Every page of a listing. One that says it goes on, but not where, is an error and no end. */
  private async *pages(prefix: string): AsyncGenerator<ListObjectsV2CommandOutput> {
    for (let token: string | undefined, isLast = false; !isLast;) {
      const input = { Bucket: this.bucket, Prefix: this.prefix + prefix };
      const page = await this.connection.call(async (s3, signal) => {
        const command = new s3.ListObjectsV2Command({
          ...input,
          ...(token !== undefined && { ContinuationToken: token }),
        });
        const answer = await s3.client.send(command, { abortSignal: signal });
        const next = answer.NextContinuationToken;
        if (answer.IsTruncated === true && (!next || next === token))
          throw new Error('The S3 server does not say where its listing goes on.');
        return answer;
      });
      yield page;
      isLast = page.IsTruncated !== true;
      token = page.NextContinuationToken;
    }
  }

  /** Stores bytes where nothing is, or without that condition if the server does not know it. */
  private async putNew(s3: OpenS3, key: string, bytes: Buffer, signal: AbortSignal): Promise<void> {
    try {
      await this.put(s3, key, bytes, signal, { IfNoneMatch: '*' });
    } catch (error) {
      const { status } = faultOf(error);
      if ((status !== 501 && status !== 400) || canPass(error)) throw error;
      await this.put(s3, key, bytes, signal);
      this.knowsConditions = false;
    }
  }

  private async put(
    s3: OpenS3,
    key: string,
    bytes: Buffer,
    signal: AbortSignal,
    condition: { readonly IfNoneMatch?: '*' } = {},
  ): Promise<void> {
    const command = new s3.PutObjectCommand({
      ...this.objectAt(key),
      ...condition,
      Body: bytes,
      ContentLength: bytes.length,
      // The one checksum that every server checks; it refuses what was changed on the way.
      ContentMD5: createHash('md5').update(bytes).digest('base64'),
    });
    await s3.client.send(command, { abortSignal: signal });
  }

  private objectAt(name: string): { Bucket: string; Key: string } {
    return { Bucket: this.bucket, Key: this.prefix + name };
  }
}
