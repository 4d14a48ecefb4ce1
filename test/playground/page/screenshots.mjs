/**
 * `npm run screenshots`: runs the playground, uses it in a browser, and puts pictures of its main
 * states, of a card in each of its states, and of the ways to a card and back to it, into
 * `docs/images/`, and one of all styles. `npm run screenshots -- styles` takes only that part;
 * the parts are `playground`, `cards`, `ways` and `styles`. Needs a build, and Chromium as the
 * browser tests do.
 */
import { mkdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

import { chromium } from 'playwright-core';

import setUpBrowser from './browser-setup.mjs';
import { takeCards } from './screenshots/cards.mjs';
import { takePlayground } from './screenshots/playground.mjs';
import { takeStyles } from './screenshots/styles.mjs';
import { takeAllWays } from './screenshots/ways.mjs';

process.chdir(fileURLToPath(new URL('../../..', import.meta.url)));
const { DataDirectory } = await import('../../../dist/src/playground/data-directory.js');
const { Playground } = await import('../../../dist/src/playground/playground.js');

/** Starts a playground and a browser for one script, and ends both after it. */
async function inPlayground(take) {
  const playground = await Playground.start({
    port: 0,
    data: await DataDirectory.open(undefined),
    gemini: { apiKey: undefined, name: undefined, url: undefined },
    logLevel: 'info',
  });
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM_PATH,
    args: ['--no-sandbox', '--disable-gpu'],
  });
  try {
    await take(browser, playground);
  } finally {
    await browser.close();
    await playground.stop();
  }
}

await setUpBrowser();
await mkdir('docs/images', { recursive: true });
const PARTS = {
  playground: async () => inPlayground(takePlayground),
  cards: async () => inPlayground(takeCards),
  ways: async () => inPlayground(takeAllWays),
  styles: takeStyles,
};
const wanted = process.argv.slice(2);
for (const [name, take] of Object.entries(PARTS))
  if (wanted.length === 0 || wanted.includes(name)) await take();
// The process that opens pictures would keep this one.
process.exit(0);
