import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';

/** A fenced block of shell commands in the documentation. */
export interface DocBlock {
  readonly file: string;
  /** Whether it is marked as one that a test runs as it stands. */
  readonly isRun: boolean;
  readonly lines: readonly string[];
}

/** What is told beside `docs/`. */
const AT_THE_TOP = ['README.md', 'CONTRIBUTING.md', 'SECURITY.md'];

/** The texts of the documentation, by file: what is told at the top, and what is in `docs/`. */
export async function docTexts(): Promise<ReadonlyMap<string, string>> {
  const names = await readdir('docs');
  const files = [...AT_THE_TOP, ...names.toSorted().map((name) => path.join('docs', name))];
  const markdown = files.filter((file) => file.endsWith('.md'));
  const texts = markdown.map(async (file) => [file, await readFile(file, 'utf8')] as const);
  return new Map(await Promise.all(texts));
}

/** Every block of shell commands, in order. */
export async function docBlocks(): Promise<DocBlock[]> {
  return [...(await docTexts())].flatMap(([file, text]) =>
    [...text.matchAll(/^ *```sh( run)?\n([^]*?)^ *```$/gm)].map(([, run, body = '']) => ({
      file,
      isRun: run !== undefined,
      lines: body.split('\n').filter((line) => line.trim() !== ''),
    })),
  );
}

/**
 * The commands of one line, each as its words: comments, variables in front and `sudo` are taken
 * away.
 */
export function commandsIn(line: string): string[][] {
  const [code = ''] = line.split(/\s+#/, 1);
  return code.split('&&').map((command) => {
    const words = command.trim().split(/\s+/);
    if (words[0] === 'sudo') words.splice(0, words[1] === '-u' ? 3 : 1);
    while (/^[A-Z_]+=/.test(words[0] ?? '')) words.shift();
    return words;
  });
}
