import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { createContext, Script } from 'node:vm';

import { beforeAll, describe, expect, it } from '@jest/globals';
import { z } from 'zod';

import { docTexts } from '../support/doc-commands.js';

type Parse = (text: string) => Promise<{ readonly diagramType: string }>;

const diagrams = [...(await docTexts())].flatMap(([file, text]) =>
  [...text.matchAll(/^```mermaid\n([^]*?)^```$/gm)].map(
    ([, diagram = ''], n) => [`${n + 1} of ${file}`, diagram] as const,
  ),
);

/**
 * Mermaid's own parser. Its build for browsers puts itself into the global object, and parses
 * sequence diagrams without a document; all of ours are such.
 */
async function mermaidParse(): Promise<Parse> {
  const file = createRequire(import.meta.url).resolve('@mermaid-js/tiny');
  const context = createContext({ console, setTimeout, clearTimeout, structuredClone, URL });
  new Script(await readFile(file, 'utf8')).runInContext(context);
  const isParse = z.custom<Parse>((value) => typeof value === 'function');
  return z.looseObject({ mermaid: z.looseObject({ parse: isParse }) }).parse(context).mermaid.parse;
}

let parse: Parse;
beforeAll(async () => {
  parse = await mermaidParse();
});

describe('the diagrams of the documentation', () => {
  it.each(diagrams)('the diagram %s is one that Mermaid draws', async (_name, diagram) => {
    await expect(parse(diagram)).resolves.toMatchObject({ diagramType: 'sequence' });
  });

  it('the diagrams show the flow of a click, of a mention and of a generation', () => {
    expect(diagrams).toHaveLength(3);
  });

  it('a diagram with a mistake is found', async () => {
    await expect(parse('sequenceDiagram\n  A->>B')).rejects.toThrow('Parse error');
  });

  it('the diagrams name folders and parts that there are', async () => {
    const { sourceText } = await import('../support/source-text.js');
    const sources = await sourceText();
    const names = diagrams.flatMap(
      ([, diagram]) => diagram.match(/\b[A-Z][a-z]+(?:[A-Z][a-z]+)+\b/g) ?? [],
    );
    expect(names).toContain('RestoreViewGuard');
    for (const name of names) expect(sources).toContain(name);
  });
});
