import type { APIAttachment } from 'discord-api-types/v10';
import { storeUpload } from '../cdn/attachments.js';
import type { UploadedFile } from '../cdn/attachments.js';
import type { Spot } from '../world/command-access.js';
import { renderAttachment } from '../world/render-message.js';
import { fileLimitBytes } from '../world/upload-limits.js';
import type { World } from '../world/world.js';
import { InputRefused } from './input-refused.js';

/**
 * Uploads a file that a person puts into a command or a form. Throws {@link InputRefused} for one
 * over their limit.
 */
export function upload(world: World, { channel, user }: Spot, file: UploadedFile): APIAttachment {
  const maxBytes = fileLimitBytes(world, channel, user);
  if (file.bytes.byteLength > maxBytes)
    throw new InputRefused(`"${file.name}" is over ${Math.floor(maxBytes / 1024 / 1024)} MiB.`);
  return renderAttachment(world, storeUpload(world, file));
}
