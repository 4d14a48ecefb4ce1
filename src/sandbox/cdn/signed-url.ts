import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Attachment } from '../world/entities.js';
import type { World } from '../world/world.js';

/**
 * How long a signed link is valid: a day, as in Discord's reference ("Signed Attachment CDN URLs").
 */
export const LINK_LIFETIME_MS = 24 * 60 * 60 * 1000;

function signature(world: World, path: string, expiresHex: string, issuedHex: string): string {
  return createHmac('sha256', world.linkSecret)
    .update(`${path}?ex=${expiresHex}&is=${issuedHex}`)
    .digest('hex');
}

/** The path of a file on the CDN. */
export function attachmentPath(attachment: Attachment): string {
  const { channelId, id, filename, isEphemeral } = attachment;
  const folder = isEphemeral ? 'ephemeral-attachments' : 'attachments';
  return `/${folder}/${channelId}/${id}/${encodeURIComponent(filename)}`;
}

/** A link to the file that is valid for a day: `ex` and `is` in hexadecimal seconds, and `hm`. */
export function signedUrl(world: World, attachment: Attachment): string {
  const path = attachmentPath(attachment);
  const issuedHex = Math.floor(world.clock.now() / 1000).toString(16);
  const expiresHex = Math.floor((world.clock.now() + LINK_LIFETIME_MS) / 1000).toString(16);
  const hm = signature(world, path, expiresHex, issuedHex);
  return `${world.origin}${path}?ex=${expiresHex}&is=${issuedHex}&hm=${hm}&`;
}

/** Whether a link was signed here for this path and has not expired. */
export function isLinkValid(
  world: World,
  path: string,
  query: { readonly ex?: string; readonly is?: string; readonly hm?: string },
): boolean {
  const { ex, is, hm } = query;
  if (ex === undefined || is === undefined || hm === undefined) {
    return false;
  }
  const expected = Buffer.from(signature(world, path, ex, is));
  const given = Buffer.from(hm);
  const isSigned = given.length === expected.length && timingSafeEqual(given, expected);
  return isSigned && Number.parseInt(ex, 16) * 1000 > world.clock.now();
}
