import { readFileSync } from 'node:fs';

// Sources lie in src/platform, the bundle in dist/bot, and what tsc writes in dist/src/platform.
const MANIFESTS = ['../../package.json', '../../../package.json'];

/** The version of the program, from its package. */
export const VERSION: string =
  MANIFESTS.map(readVersion).find((version) => version !== null) ?? '0';

function readVersion(relativePath: string): string | null {
  try {
    const manifest: { version: string } = JSON.parse(
      readFileSync(new URL(relativePath, import.meta.url), 'utf8'),
    );
    return manifest.version;
  } catch {
    // The file is not at this depth.
    return null;
  }
}
