import { open } from 'node:fs/promises';

/**
 * Makes changes of a folder's entries (create, rename, remove) survive a power cut; fsync(2) of the
 * file itself does not do this.
 */
export async function syncFolder(folder: string): Promise<void> {
  // Windows cannot open a folder for syncing and does not need it.
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
