import { encode } from 'fast-png';
import type { Locator } from 'playwright-core';

import type { OpenedPage } from './opened-page.js';
import type { PageWorld } from './page-world.js';

const SIZE = 48;

/** A small grey PNG. */
function photo(): Buffer {
  const data = new Uint8Array(SIZE * SIZE * 3).fill(120);
  return Buffer.from(encode({ width: SIZE, height: SIZE, data, channels: 3 }));
}

/** A small picture, as a file field of the page takes it. */
export const PHOTO = { name: 'photo.png', mimeType: 'image/png', buffer: photo() };

/** The message on a page with which another person has sent a picture to the open channel. */
export async function photoOf(
  { playground: { sandbox } }: PageWorld,
  { page }: OpenedPage,
  username: string,
): Promise<Locator> {
  const files = [{ name: PHOTO.name, bytes: PHOTO.buffer }];
  await sandbox.user(username).say('my photo', { channel: 'general', files });
  const message = page.getByRole('article').filter({ hasText: 'my photo' });
  await message.getByRole('img', { name: 'photo.png' }).waitFor();
  return message;
}
