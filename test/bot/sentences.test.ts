import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';

import { expect, it } from '@jest/globals';

const BOT = 'src/bot';

/** Its texts are for who runs the bot. */
const GATEWAY = path.join(BOT, 'gateway', path.sep);

const COMMENT = /^\s*(?:\/\/|\/?\*).*$/gm;

/** A plain error is a defect, and stands in logs only. */
const PLAIN_ERROR = /new Error\(.*/g;

/** A literal that people are told, whatever it says. */
const TOLD = /\b(?:(?:userMessage|content)(?::|\s*=)|tell\()\s*['"`].*/g;

/**
 * Words and a full stop at the end of a literal: texts for people end like this, logs and
 * names do not.
 */
const SENTENCE = /\w+ \w+[^'"`\n]*[.?!]['"`]/g;

/** The texts for people in a source. */
function textsIn(source: string): string[] {
  const code = source.replaceAll(COMMENT, '').replaceAll(PLAIN_ERROR, '');
  return [...code.matchAll(TOLD), ...code.matchAll(SENTENCE)].map(([text]) => text);
}

/** Every source of the bot with its texts for people. */
async function sources() {
  const names = await readdir(BOT, { recursive: true });
  const files = names.filter((name) => name.endsWith('.ts')).map((name) => path.join(BOT, name));
  const read = files
    .filter((file) => !file.startsWith(GATEWAY))
    .map(async (file) => ({
      file,
      isTheirPlace: path.basename(file) === 'sentences.ts',
      texts: textsIn(await readFile(file, 'utf8')),
    }));
  return Promise.all(read);
}

it('every text that the bot tells people stands in the sentences.ts of its folder', async () => {
  const all = await sources();
  const others = all.filter(({ isTheirPlace }) => !isTheirPlace);
  expect(others.filter(({ texts }) => texts.length > 0)).toEqual([]);
  // What this test looks for, it finds where it stands.
  const places = all.filter(({ isTheirPlace }) => isTheirPlace);
  expect(places.filter(({ texts }) => texts.length === 0)).toEqual([]);
});
