import type { NamedFile } from './rest-client.js';

/** A PNG of one pixel. */
export const PICTURE: NamedFile = {
  name: 'probe.png',
  bytes: Uint8Array.from(
    Buffer.from(
      'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M/wHwAEBgIApD5fRAAAAABJRU5ErkJggg==',
      'base64',
    ),
  ),
};
