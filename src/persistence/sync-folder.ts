import { open } from 'node:fs/promises';

/**
 * Makes what was created, renamed or removed in a folder survive a power cut (fsync(2): that of the
 * file itself does not do it).
 */
export async function syncFolder(folder: string): Promise<void> {
  // Windows cannot open a folder for syncing and has no need of it.
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
