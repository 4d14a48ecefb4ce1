import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';

/** All sources of the product in one text, the sandbox left out. */
export async function sourceText(): Promise<string> {
  const entries = await readdir('src', { recursive: true, withFileTypes: true });
  const files = entries
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
    .map(({ parentPath, name }) => path.join(parentPath, name))
    .filter((file) => !file.startsWith(path.join('src', 'sandbox')));
  return (await Promise.all(files.map((file) => readFile(file, 'utf8')))).join('\n');
}
