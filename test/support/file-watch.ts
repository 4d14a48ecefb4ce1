import { watch } from 'node:fs/promises';

/** Waits until files with so many names have come into a folder. */
export async function fileCountIn(folder: string, count: number): Promise<void> {
  const seen = new Set<string | null>();
  for await (const { filename } of watch(folder)) {
    seen.add(filename);
    if (seen.size >= count) return;
  }
}
