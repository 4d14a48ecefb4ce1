import assert from 'node:assert/strict';

import { afterAll, afterEach, beforeAll } from '@jest/globals';
import type { Browser, BrowserContextOptions } from 'playwright-core';

import { DataDirectory } from '../../../../src/playground/data-directory.js';
import { Playground } from '../../../../src/playground/playground.js';
import { launchBrowser } from './browser.js';
import { OpenedPage } from './opened-page.js';

let browser: Browser | null = null;
const endings: (() => Promise<unknown>)[] = [];
const pages: OpenedPage[] = [];

beforeAll(async () => {
  browser = await launchBrowser();
});

afterEach(async () => {
  const opened = pages.splice(0);
  for (const end of endings.splice(0).toReversed()) await end();
  for (const page of opened) {
    assert.deepEqual(page.consoleErrors, [], 'The page has errors in its console.');
    assert.deepEqual(page.foreignRequests, [], 'The page asks other hosts.');
  }
});

afterAll(async () => {
  await browser?.close();
});

/** A playground with the built bot in it, and pages of it in a real browser; ended after the test. */
export class PageWorld {
  private constructor(readonly playground: Playground) {}

  static async start(): Promise<PageWorld> {
    const playground = await Playground.start({
      port: 0,
      data: await DataDirectory.open(undefined),
      gemini: { apiKey: undefined, name: undefined, url: undefined },
      logLevel: 'info',
    });
    endings.push(() => playground.stop());
    return new PageWorld(playground);
  }

  /** Opens the page as a person in a browser profile of its own; the tour only where it is wanted. */
  async open(
    as = 'ann',
    { tour = false, ...options }: BrowserContextOptions & { readonly tour?: boolean } = {},
  ): Promise<OpenedPage> {
    const context = await browser!.newContext({
      viewport: { width: 1280, height: 800 },
      reducedMotion: 'reduce',
      ...options,
    });
    endings.push(() => context.close());
    if (!tour) {
      await context.addInitScript(() => localStorage.setItem('playground:tour', 'seen'));
    }
    const url = new URL(this.playground.address);
    url.searchParams.set('as', as);
    const opened = await OpenedPage.open(await context.newPage(), url);
    pages.push(opened);
    return opened;
  }
}
