import { chromium, type Browser } from 'playwright-core';

/** Nothing but the page is to be loaded, by the browser itself either. */
const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Starts the Chromium that `test/page/browser-setup.mjs` found. Throws when there is none. */
export async function launchBrowser(): Promise<Browser> {
  const executablePath = process.env['CHROMIUM_PATH'];
  if (!executablePath) {
    throw new Error(
      'The browser tests need Chromium. Install it, or name it: CHROMIUM_PATH=/path/to/chromium npm test',
    );
  }
  return chromium.launch({ executablePath, args: FLAGS });
}
