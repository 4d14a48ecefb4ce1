import { Readable } from 'node:stream';
import { setTimeout } from 'node:timers/promises';
import type { FastifyInstance } from 'fastify';
import type { Faults } from '../faults.js';
import { attachmentPath, isLinkValid } from './signed-url.js';
import type { World } from '../world/world.js';

/** The answer of Discord's CDN when a link has expired or its file was deleted. */
export const CONTENT_GONE = 'This content is no longer available.';

/** A byte now and then, until the other side goes away. */
function dripping(bytes: Uint8Array): Readable {
  async function* drops(): AsyncGenerator<Uint8Array> {
    for (;;) {
      yield bytes.subarray(0, 1);
      await setTimeout(100, undefined, { ref: false });
    }
  }
  return Readable.from(drops());
}

interface AttachmentRequest {
  readonly Params: { readonly channelId: string; readonly attachmentId: string };
  readonly Querystring: { readonly ex?: string; readonly is?: string; readonly hm?: string };
}

/**
 * Serves files by their signed links; 404 for unsigned, forged and expired links and deleted files.
 */
export function registerCdnRoutes(
  app: FastifyInstance,
  world: World,
  { drippingFiles }: Pick<Faults, 'drippingFiles'>,
): void {
  app.get<{ readonly Params: { readonly file: string } }>(
    '/stickers/:file',
    async (request, reply) => {
      const bytes = world.stickers.get(request.params.file.split('.', 1)[0] ?? '');
      return bytes === undefined
        ? reply.code(404).type('text/plain;charset=UTF-8').send(CONTENT_GONE)
        : reply.type('image/png').send(Buffer.from(bytes));
    },
  );

  for (const folder of ['attachments', 'ephemeral-attachments']) {
    const path = `/${folder}/:channelId/:attachmentId/:filename`;
    app.get<AttachmentRequest>(path, async (request, reply) => {
      const attachment = world.attachments.get(request.params.attachmentId);
      const asked = request.url.split('?', 1)[0] ?? '';
      const isServed =
        attachment !== undefined &&
        attachmentPath(attachment) === asked &&
        isLinkValid(world, asked, request.query);
      if (!isServed) {
        return reply.code(404).type('text/plain;charset=UTF-8').send(CONTENT_GONE);
      }
      const { bytes, contentType } = attachment;
      if (drippingFiles.has(attachment.filename)) {
        return reply.type(contentType).send(dripping(bytes));
      }
      return reply
        .type(contentType)
        .send(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
    });
  }
}
