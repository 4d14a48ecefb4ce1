import { readFileSync, statSync } from 'node:fs';

/** The text of a file, or why there is none. */
export type SmallFile =
  | { readonly text: string }
  | { readonly flaw: 'no file' | 'too large' | 'unreadable' };

/**
 * Reads a file that is named by a variable. A device or a pipe, which might never end, is not read.
 * Its path is in no answer, since values are never printed.
 */
export function readSmallFile(file: string, maxBytes: number): SmallFile {
  try {
    const found = statSync(file);
    if (!found.isFile()) return { flaw: 'no file' };
    if (found.size > maxBytes) return { flaw: 'too large' };
    return { text: readFileSync(file, 'utf8') };
  } catch {
    // Whatever the reason is: nothing can be read, and its message would hold the path.
    return { flaw: 'unreadable' };
  }
}
