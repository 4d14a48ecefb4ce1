import { readFileSync } from 'node:fs';

import { z } from 'zod';

// Built code is in dist/src/platform, sources are in src/platform; the package is found from both.
const MANIFESTS = ['../../package.json', '../../../package.json'];

/** The version of the program, from its package. */
export const VERSION: string =
  MANIFESTS.map(readVersion).find((version) => version !== null) ?? '0';

function readVersion(relativePath: string): string | null {
  try {
    const text = readFileSync(new URL(relativePath, import.meta.url), 'utf8');
    return z.object({ version: z.string() }).parse(JSON.parse(text)).version;
  } catch {
    // The file is not at this depth.
    return null;
  }
}
