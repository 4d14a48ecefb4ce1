import type { FastifyInstance } from 'fastify';
import { attachmentPath, isLinkValid } from './signed-url.js';
import type { World } from '../world/world.js';

/** The answer of Discord's CDN when a link has expired or its file was deleted. */
export const CONTENT_GONE = 'This content is no longer available.';

interface AttachmentRequest {
  readonly Params: { readonly channelId: string; readonly attachmentId: string };
  readonly Querystring: { readonly ex?: string; readonly is?: string; readonly hm?: string };
}

/**
 * Serves files by their signed links; 404 for unsigned, forged and expired links and deleted files.
 */
export function registerCdnRoutes(app: FastifyInstance, world: World): void {
  app.get<AttachmentRequest>(
    '/attachments/:channelId/:attachmentId/:filename',
    async (request, reply) => {
      const attachment = world.attachments.get(request.params.attachmentId);
      const path = request.url.split('?', 1)[0] ?? '';
      const isServed =
        attachment !== undefined &&
        attachmentPath(attachment) === path &&
        isLinkValid(world, path, request.query);
      if (!isServed) {
        return reply.code(404).type('text/plain;charset=UTF-8').send(CONTENT_GONE);
      }
      const { bytes, contentType } = attachment;
      return reply
        .type(contentType)
        .send(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
    },
  );
}
